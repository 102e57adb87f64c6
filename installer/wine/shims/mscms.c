/* Test harness only: Wine 8's mscms.dll lacks a function that Qt imports. There is no colour management here. */
#include <windows.h>

#define EXPORTED __declspec(dllexport)

EXPORTED HANDLE WINAPI WcsOpenColorProfileW(void *profile, void *device, void *gamut, DWORD access, DWORD share, DWORD creation, DWORD flags)
{
    (void)profile, (void)device, (void)gamut, (void)access, (void)share, (void)creation, (void)flags;
    return NULL;
}

EXPORTED HANDLE WINAPI WcsCreateIccProfile(HANDLE profile, DWORD options)
{
    (void)profile, (void)options;
    return NULL;
}

EXPORTED HANDLE WINAPI OpenColorProfileW(void *profile, DWORD access, DWORD share, DWORD creation)
{
    (void)profile, (void)access, (void)share, (void)creation;
    return NULL;
}

EXPORTED BOOL WINAPI CloseColorProfile(HANDLE profile)
{
    (void)profile;
    return TRUE;
}

EXPORTED BOOL WINAPI GetColorProfileFromHandle(HANDLE profile, BYTE *content, DWORD *size)
{
    (void)profile, (void)content;
    if (size)
        *size = 0;
    return FALSE;
}
