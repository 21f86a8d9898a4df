#include "report/workloads.h"

#include <stdio.h>
#include <string.h>

bool workload_same(const speed_row *a, const speed_row *b)
{
    return a->n == b->n && strcmp(a->mode, b->mode) == 0 && strcmp(a->placement, b->placement) == 0 &&
           strcmp(a->distribution, b->distribution) == 0;
}

bool workload_is_usual(const speed_row *row)
{
    return row->n == WORKLOAD_NEAR_N && strcmp(row->mode, "throughput") == 0 &&
           strcmp(row->placement, "out_of_place") == 0;
}

static void append(char *text, size_t size, const char *part)
{
    const size_t length = strlen(text);
    snprintf(text + length, size - length, "%s%s", length > 0 ? ", " : "", part);
}

static void describe(const speed_row *row, bool with_n, bool with_mode, bool with_placement,
                     bool with_distribution, char *text, size_t size)
{
    const bool latency = strcmp(row->mode, "latency") == 0;
    char n[TEXT_SHORT];
    snprintf(n, sizeof n, "n = %ju", (uintmax_t)row->n);
    text[0] = '\0';
    if (with_n && !latency)
        append(text, size, n);
    if (with_distribution)
        append(text, size, row->distribution);
    if (with_mode)
        append(text, size, row->mode);
    if (with_placement)
        append(text, size, strcmp(row->placement, "in_place") == 0 ? "in place" : "out of place");
}

void workload_describe(const speed_row *row, char *text, size_t size)
{
    describe(row, true, strcmp(row->mode, "throughput") != 0, strcmp(row->placement, "in_place") == 0, true,
             text, size);
}

void workload_describe_beside(const speed_row *row, const speed_row *lead, char *text, size_t size)
{
    describe(row, row->n != lead->n, strcmp(row->mode, lead->mode) != 0,
             strcmp(row->placement, lead->placement) != 0, strcmp(row->distribution, lead->distribution) != 0,
             text, size);
}
