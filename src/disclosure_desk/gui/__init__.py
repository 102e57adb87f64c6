"""The window: what the officer sees and touches. It knows no rule and no SQL; it asks the packages below."""
