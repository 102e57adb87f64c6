/* Starts Disclosure Desk: loads the CPython beside it and hands it the program and all arguments.
 * One source, two programs: with WINDOWED the one of the Start menu, without it the command line. */
#define _WIN32_WINNT 0x0601
#include <windows.h>
#include <shellapi.h>
#include <stdlib.h>
#include <wchar.h>

#define LONGEST 32768
#define COULD_NOT_START 2

typedef int(__cdecl *RunPython)(int, wchar_t **);
typedef LONG(WINAPI *AskVersion)(OSVERSIONINFOW *);
typedef BOOL(WINAPI *LimitSearch)(DWORD);

#ifdef WINDOWED
static const wchar_t PROGRAM[] = L"import sys; sys.argv[0] = sys.executable; from disclosure_desk.app import main; sys.exit(main())";
#else
static const wchar_t PROGRAM[] = L"import sys; sys.argv[0] = sys.executable; from disclosure_desk.cli import main; sys.exit(main())";
#endif

static wchar_t self[LONGEST], home[LONGEST], library[LONGEST];

/* Without a window there may be nobody to press a button, so that the command line only writes. */
static int give_up(const wchar_t *text)
{
#ifdef WINDOWED
    MessageBoxW(NULL, text, L"公开年报", MB_OK | MB_ICONERROR | MB_SETFOREGROUND);
#else
    HANDLE errors = GetStdHandle(STD_ERROR_HANDLE);
    DWORD written;
    if (!WriteConsoleW(errors, text, (DWORD)wcslen(text), &written, NULL)) {
        char bytes[2048];
        int length = WideCharToMultiByte(CP_UTF8, 0, text, -1, bytes, sizeof bytes, NULL, NULL);
        if (length > 1)
            WriteFile(errors, bytes, (DWORD)(length - 1), &written, NULL);
    }
#endif
    return COULD_NOT_START;
}

static int windows_is_too_old(void)
{
    OSVERSIONINFOW version = {.dwOSVersionInfoSize = sizeof version};
    AskVersion ask = (AskVersion)(void *)GetProcAddress(GetModuleHandleW(L"ntdll.dll"), "RtlGetVersion");
    return ask != NULL && ask(&version) == 0 && version.dwMajorVersion < 10;
}

/* DLLs come from the program's folders and from Windows, never from the current folder or PATH. */
static void limit_library_search(void)
{
    LimitSearch limit = (LimitSearch)(void *)GetProcAddress(GetModuleHandleW(L"kernel32.dll"), "SetDefaultDllDirectories");
    SetDllDirectoryW(L"");
    if (limit != NULL)
        limit(LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
}

static int find_home(void)
{
    DWORD length = GetModuleFileNameW(NULL, self, LONGEST);
    wchar_t *end;
    if (length == 0 || length >= LONGEST - 32)
        return 0;
    wcscpy(home, self);
    end = wcsrchr(home, L'\\');
    if (end == NULL)
        return 0;
    *end = L'\0';
    wcscpy(library, home);
    wcscat(library, L"\\app\\python313.dll");
    /* Through the C library, which keeps a copy of the environment that CPython reads. */
    return _wputenv_s(L"DISCLOSURE_DESK_HOME", home) == 0;
}

static int run(RunPython python)
{
    int given = 0, count = 0, status;
    wchar_t **arguments = CommandLineToArgvW(GetCommandLineW(), &given);
    wchar_t **all = calloc((size_t)given + 8, sizeof *all);
    if (arguments == NULL || all == NULL)
        return give_up(L"内存不足，程序没有启动。请关闭一些程序后再试。\n");
    all[count++] = self;
    all[count++] = L"-I";
    all[count++] = L"-X";
    all[count++] = L"utf8";
    all[count++] = L"-c";
    all[count++] = (wchar_t *)PROGRAM;
    for (int i = 1; i < given; i++)
        all[count++] = arguments[i];
    status = python(count, all);
    return status;
}

static int start(void)
{
    HMODULE module;
    RunPython python;
    if (windows_is_too_old())
        return give_up(L"本程序需要 64 位的 Windows 10 或更新版本，这台电脑的 Windows 版本较旧，不能运行。请换一台电脑使用。\n");
    if (!find_home())
        return give_up(L"程序所在文件夹的路径过长，程序没有启动。请把程序移到路径较短的文件夹，再试一次。\n");
    limit_library_search();
    module = LoadLibraryExW(library, NULL, LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
    python = module == NULL ? NULL : (RunPython)(void *)GetProcAddress(module, "Py_Main");
    if (python == NULL)
        return give_up(L"程序文件不完整，没有启动。已填的报告不受影响。请用安装程序重新安装；"
                       L"使用U盘版的，请把压缩包完整解压后再运行。\n");
    return run(python);
}

#ifdef WINDOWED
int WINAPI wWinMain(HINSTANCE instance, HINSTANCE previous, LPWSTR line, int show)
{
    int status;
    (void)instance, (void)previous, (void)line, (void)show;
    /* The set-up program looks for this name, so that no file is replaced under a running program. Windows lets go
     * of it when the program ends, however it ends. */
    CreateMutexW(NULL, FALSE, L"Local\\DisclosureDesk-running");
    /* Whatever the starting program left here is not meant for a program with a window. */
    SetStdHandle(STD_INPUT_HANDLE, NULL);
    SetStdHandle(STD_OUTPUT_HANDLE, NULL);
    SetStdHandle(STD_ERROR_HANDLE, NULL);
    status = start();
    /* 1 is CPython's word for an error that nobody caught, and there is no console to read it on. */
    if (status == 1)
        give_up(L"程序遇到问题，没有启动。已填的报告不受影响。请重新启动程序；仍不能启动的，请用安装程序重新安装。\n");
    return status;
}
#else
int wmain(void)
{
    return start();
}
#endif
