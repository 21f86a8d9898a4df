#include "commands/kept_rows.h"

#include "environment/stored_run.h"
#include "rows/cell.h"
#include "rows/row_key.h"
#include "rows/rows.h"
#include "support/length.h"
#include "support/status.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

/* What a fresh row replaces. Of one implementation there is one row of accuracy, whatever the inputs, and one set of
 * rules; an experiment's runs are compared with each other. */
static const struct {
    const schema *schema;
    unsigned key;
} files[] = {
    {&accuracy_schema, KEY_QUESTION | KEY_IMPL},
    {&accuracy_bin_schema, KEY_QUESTION | KEY_IMPL},
    {&accuracy_histogram_schema, KEY_QUESTION | KEY_IMPL},
    {&accuracy_offset_schema, KEY_QUESTION | KEY_IMPL},
    {&accuracy_weighted_schema, KEY_QUESTION | KEY_IMPL},
    {&accuracy_property_schema, KEY_QUESTION | KEY_IMPL},
    {&check_schema, KEY_QUESTION | KEY_IMPL},
    {&certificate_schema, KEY_QUESTION | KEY_IMPL},
    {&speed_schema, KEY_QUESTION | KEY_IMPL | KEY_SETTING},
    {&instructions_schema, KEY_QUESTION | KEY_IMPL | KEY_SETTING},
    {&training_schema, KEY_QUESTION},
};

/* 0: the file is one answer, and is replaced as a whole. */
static unsigned key_of(const schema *s)
{
    for (size_t i = 0; i < LENGTH(files); i++)
        if (files[i].schema == s)
            return files[i].key;
    return 0;
}

static const void *find_fresh(const table *fresh, const schema *s, const void *row, unsigned roles)
{
    for (size_t i = 0; i < fresh->count; i++)
        if (rows_agree_across(s, row, fresh->schema, table_row(fresh, i), roles))
            return table_row(fresh, i);
    return NULL;
}

static bool is_selected(const selection *wanted, const schema *s, const void *row)
{
    static const char *const names[] = {"impl", "op", "dtype"};
    const char *cells[] = {NULL, NULL, NULL};
    for (size_t i = 0; i < LENGTH(names); i++) {
        const column *c = schema_column(s, names[i]);
        if (c == NULL)
            return false;
        cells[i] = cell_field(c, row);
    }
    return selection_has(wanted, cells[0], cells[1], cells[2]);
}

bool earlier_row_stays(const fresh_rows *fresh, const schema *s, const void *row)
{
    if (find_fresh(fresh->rows, s, row, key_of(s)) != NULL)
        return false;
    const bool asked = fresh->complete && is_selected(&fresh->asked->select, s, row);
    if (!asked || find_fresh(fresh->rows, s, row, KEY_QUESTION | KEY_IMPL) != NULL)
        return true;
    return !options_leave_nothing_out(fresh->asked) && find_fresh(fresh->rows, s, row, KEY_QUESTION) == NULL;
}

static void set_aside(const char *dir, const char *file)
{
    char from[PATH_MAX], to[PATH_MAX + sizeof ".damaged"];
    snprintf(from, sizeof from, "%s/%s", dir, file);
    snprintf(to, sizeof to, "%s.damaged", from);
    if (rename(from, to) == 0)
        complain(STATUS_GOOD, "%s: is kept as %s, and begun anew", from, to);
}

/* The file's rows; NULL where there is no file that can be read. */
static table *read_earlier(const schema *s, const char *dir)
{
    table *earlier = NULL;
    if (stored_file_exists(dir, s) && table_read(s, dir, &earlier) != STATUS_GOOD)
        set_aside(dir, s->file);
    return earlier;
}

/* Once a run: a sample says less than all inputs, and is what --from, claims and gate will read from now on. */
static void tell_of_sample(const fresh_rows *fresh, const char *dir, const void *earlier)
{
    static bool told;
    const accuracy_row *was = earlier;
    if (told || fresh->asked->quiet || fresh->rows->schema != &accuracy_schema ||
        strcmp(was->method, "exhaustive") != 0)
        return;
    const accuracy_row *now = find_fresh(fresh->rows, &accuracy_schema, was, KEY_QUESTION | KEY_IMPL);
    if (now == NULL || strcmp(now->method, was->method) == 0)
        return;
    told = true;
    complain(STATUS_GOOD,
             "%s/%s: rows over all inputs, %s %s %s first, give way to rows of a sample: give --out another folder to "
             "keep both",
             dir, accuracy_schema.file, was->impl, was->op, was->dtype);
}

table *with_kept_rows(const fresh_rows *fresh, const char *dir)
{
    const schema *s = fresh->rows->schema;
    table *all = table_new(s), *earlier = key_of(s) != 0 ? read_earlier(s, dir) : NULL;
    for (size_t i = 0; i < fresh->rows->count; i++)
        table_append(all, table_row(fresh->rows, i));
    for (size_t i = 0; earlier != NULL && i < earlier->count; i++)
        if (earlier_row_stays(fresh, s, table_row(earlier, i)))
            table_append(all, table_row(earlier, i));
        else
            tell_of_sample(fresh, dir, table_row(earlier, i));
    table_free(earlier);
    return all;
}

static void keep_stream(row_stream *to, const fresh_rows *fresh, const char *dir)
{
    const schema *s = to->schema;
    if (to->file == NULL)
        return;
    table *earlier = read_earlier(s, dir);
    bool stays = false;
    for (size_t i = 0; earlier != NULL && i < earlier->count; i++) {
        const void *row = table_row(earlier, i);
        /* An implementation's hundreds of rows stand together. */
        if (i == 0 || !rows_agree(s, KEY_QUESTION | KEY_IMPL, table_row(earlier, i - 1), row))
            stays = earlier_row_stays(fresh, s, row);
        if (stays)
            row_stream_append(to, row);
    }
    table_free(earlier);
}

void keep_details(accuracy_details *d, const fresh_rows *fresh, const char *dir)
{
    row_stream *const streams[] = {&d->bins, &d->histogram, &d->offsets, &d->weighted, &d->properties};
    for (size_t i = 0; i < LENGTH(streams); i++)
        keep_stream(streams[i], fresh, dir);
}
