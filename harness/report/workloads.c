#include "report/workloads.h"

#include "rows/row_key.h"

#include <stdio.h>
#include <string.h>

bool workload_same(const speed_row *a, const speed_row *b)
{
    return rows_agree(&speed_schema, KEY_SETTING, a, b);
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

void workload_describe(const workload_name *w, char *text, size_t size)
{
    const bool latency = strcmp(w->mode, "latency") == 0;
    char n[TEXT_SHORT];
    snprintf(n, sizeof n, "n = %ju", (uintmax_t)w->n);
    text[0] = '\0';
    if (w->n > 0 && !latency)
        append(text, size, n);
    if (w->distribution != NULL)
        append(text, size, w->distribution);
    if (strcmp(w->mode, "throughput") != 0)
        append(text, size, w->mode);
    if (strcmp(w->placement, "in_place") == 0)
        append(text, size, "in place");
}

workload_name workload_name_of(const speed_row *row)
{
    return (workload_name){row->n, row->distribution, row->mode, row->placement};
}

workload_name workload_name_beside(const speed_row *row, const speed_row *usual)
{
    workload_name name = workload_name_of(row);
    if (row->n == usual->n)
        name.n = 0;
    if (strcmp(row->distribution, usual->distribution) == 0)
        name.distribution = NULL;
    return name;
}
