/* Test harness only: Wine 8 has no icuuc.dll, whose converters Qt looks for. Each call says that it is unsupported, and
   Qt falls back on its own converters. */
#include <stddef.h>

#define EXPORTED __declspec(dllexport)
#define U_UNSUPPORTED_ERROR 16

static void unsupported(int *error)
{
    if (error)
        *error = U_UNSUPPORTED_ERROR;
}

EXPORTED void *ucnv_open(const char *name, int *error) { (void)name; unsupported(error); return NULL; }
EXPORTED void ucnv_close(void *converter) { (void)converter; }
EXPORTED void ucnv_reset(void *converter) { (void)converter; }
EXPORTED void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void) {}
EXPORTED void UCNV_TO_U_CALLBACK_SUBSTITUTE(void) {}
EXPORTED signed char ucnv_getMaxCharSize(const void *converter) { (void)converter; return 1; }
EXPORTED const char *ucnv_getName(const void *converter, int *error) { (void)converter; unsupported(error); return NULL; }
EXPORTED const char *ucnv_getStandardName(const char *name, const char *standard, int *error) { (void)name, (void)standard; unsupported(error); return NULL; }
EXPORTED const char *ucnv_getAvailableName(int index) { (void)index; return NULL; }
EXPORTED int ucnv_countAvailable(void) { return 0; }
EXPORTED int ucnv_fromUCountPending(const void *converter, int *error) { (void)converter; unsupported(error); return 0; }
EXPORTED int ucnv_toUCountPending(const void *converter, int *error) { (void)converter; unsupported(error); return 0; }

EXPORTED void ucnv_getToUCallBack(const void *converter, void **action, const void **context)
{
    (void)converter;
    if (action)
        *action = NULL;
    if (context)
        *context = NULL;
}

EXPORTED void ucnv_setToUCallBack(void *converter, void *action, const void *context, void **old_action, const void **old_context, int *error)
{
    (void)converter, (void)action, (void)context, (void)old_action, (void)old_context;
    unsupported(error);
}

EXPORTED void ucnv_setFromUCallBack(void *converter, void *action, const void *context, void **old_action, const void **old_context, int *error)
{
    ucnv_setToUCallBack(converter, action, context, old_action, old_context, error);
}

EXPORTED void ucnv_cbToUWriteUChars(void *arguments, const void *source, int length, int offset, int *error)
{
    (void)arguments, (void)source, (void)length, (void)offset;
    unsupported(error);
}

EXPORTED void ucnv_cbFromUWriteUChars(void *arguments, const void **source, const void *limit, int offset, int *error)
{
    (void)arguments, (void)source, (void)limit, (void)offset;
    unsupported(error);
}

EXPORTED void ucnv_toUnicode(void *converter, void **target, const void *target_limit, const char **source, const char *source_limit, int *offsets, signed char flush, int *error)
{
    (void)converter, (void)target, (void)target_limit, (void)source, (void)source_limit, (void)offsets, (void)flush;
    unsupported(error);
}

EXPORTED void ucnv_fromUnicode(void *converter, char **target, const char *target_limit, const void **source, const void *source_limit, int *offsets, signed char flush, int *error)
{
    (void)converter, (void)target, (void)target_limit, (void)source, (void)source_limit, (void)offsets, (void)flush;
    unsupported(error);
}
