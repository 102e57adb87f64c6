/* Test harness only: Wine 8's propsys.dll lacks the one function that Python's _wmi looks for. Python then finds out about
   the system without it. */
#include <windows.h>

__declspec(dllexport) HRESULT WINAPI VariantToString(const void *variant, WCHAR *text, UINT size)
{
    (void)variant, (void)text, (void)size;
    return E_NOTIMPL;
}
