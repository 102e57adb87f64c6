"""Builds the Windows program from a checkout: its folder, the set-up program and the zip for a USB stick."""
