#include "rows/cell.h"

#include <errno.h>
#include <float.h>
#include <inttypes.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

locale_t c_locale_enter(void)
{
    /* glibc and musl hand out a static object here: nothing to free, nothing to fail. */
    return uselocale(newlocale(LC_ALL_MASK, "C", (locale_t)0));
}

void c_locale_leave(locale_t previous)
{
    uselocale(previous);
}

const void *cell_field(const column *c, const void *row)
{
    return (const char *)row + c->offset;
}

bool cell_is_unmeasured(const column *c, const void *row)
{
    const void *field = cell_field(c, row);
    if (c->kind == CELL_REAL)
        return isnan(*(const double *)field);
    return c->kind == CELL_COUNT ? *(const uint64_t *)field == COUNT_UNMEASURED : *(const char *)field == '\0';
}

static void real_text(double value, char buffer[CELL_NUMBER_SIZE])
{
    if (isnan(value)) {
        buffer[0] = '\0';
        return;
    }
    for (int digits = 6; digits <= DBL_DECIMAL_DIG; digits++) {
        snprintf(buffer, CELL_NUMBER_SIZE, "%.*g", digits, value);
        if (strtod(buffer, NULL) == value)
            return;
    }
}

static void count_text(uint64_t value, char buffer[CELL_NUMBER_SIZE])
{
    if (value == COUNT_UNMEASURED)
        buffer[0] = '\0';
    else
        snprintf(buffer, CELL_NUMBER_SIZE, "%" PRIu64, value);
}

const char *cell_text(const column *c, const void *row, char buffer[CELL_NUMBER_SIZE])
{
    const void *field = cell_field(c, row);
    switch (c->kind) {
    case CELL_TEXT:
    case CELL_FLOAT:
        return field;
    case CELL_COUNT:
        count_text(*(const uint64_t *)field, buffer);
        break;
    case CELL_REAL:
        real_text(*(const double *)field, buffer);
        break;
    }
    return buffer;
}

static const char *parse_count(const char *text, uint64_t *count)
{
    if (text[0] == '\0') {
        *count = COUNT_UNMEASURED;
        return NULL;
    }
    if (text[strspn(text, "0123456789")] != '\0')
        return "is not a whole number";
    errno = 0;
    const unsigned long long value = strtoull(text, NULL, 10);
    if (errno == ERANGE || value == COUNT_UNMEASURED)
        return "is too large";
    *count = value;
    return NULL;
}

static const char *parse_real(const char *text, double *real)
{
    if (text[0] == '\0') {
        *real = NAN;
        return NULL;
    }
    const char *magnitude = text + (text[0] == '-');
    const bool infinite = strcmp(magnitude, "inf") == 0;
    /* strtod alone would also take blanks, hex floats, NaN payloads and "infinity". */
    if (!infinite && text[strspn(text, "0123456789+-.eE")] != '\0')
        return "is not a number";
    char *end;
    const double value = strtod(text, &end);
    if (end == text || *end != '\0')
        return "is not a number";
    if (isinf(value) && !infinite)
        return "is too large";
    *real = value;
    return NULL;
}

/* What is wrong with a number that is none of its column's; NULL: nothing, or it is unmeasured. */
static const char *range_fault(const column *c, double value)
{
    if ((c->roles & MEASURE_WORSE_UP) != 0 && value < 0)
        return "is below 0";
    if ((c->roles & RANGE_SHARE) != 0 && (value < 0 || value > 1))
        return "is not a share from 0 to 1";
    if ((c->roles & RANGE_POSITIVE) != 0 && (value <= 0 || isinf(value)))
        return "is not a finite number above 0";
    return NULL;
}

const char *cell_parse(const column *c, void *row, const char *text, size_t length)
{
    char *field = (char *)row + c->offset;
    if (memchr(text, '\0', length) != NULL)
        return "holds a NUL byte";
    if (c->kind == CELL_TEXT || c->kind == CELL_FLOAT) {
        if (length >= c->size)
            return "is too long";
        memcpy(field, text, length);
        field[length] = '\0';
        return NULL;
    }
    char number[4 * CELL_NUMBER_SIZE];
    if (length >= sizeof number)
        return "is not a number";
    memcpy(number, text, length);
    number[length] = '\0';

    if (c->kind == CELL_COUNT)
        return parse_count(number, (uint64_t *)(void *)field);
    const char *wrong = parse_real(number, (double *)(void *)field);
    return wrong != NULL ? wrong : range_fault(c, *(const double *)(const void *)field);
}
