#include "commands/run.h"

#include "commands/kept_rows.h"
#include "environment/environment.h"
#include "environment/stored_run.h"
#include "reference/vector_math.h"
#include "support/folder.h"
#include "support/interrupt.h"
#include "support/status.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Whether a row of the file carries the run_id, which is every file's first column. */
static bool mentions(const char *path, const char *run_id)
{
    FILE *file = fopen(path, "r");
    if (file == NULL)
        return false;
    const size_t length = strlen(run_id);
    char *line = NULL;
    size_t size = 0;
    bool found = false;
    while (!found && getline(&line, &size, file) > 0)
        found = strncmp(line, run_id, length) == 0 && line[length] == ',';
    free(line);
    fclose(file);
    return found;
}

static bool in_use(const char *dir, const char *run_id)
{
    char pattern[4096];
    snprintf(pattern, sizeof pattern, "%s/*.csv", dir);
    glob_t files;
    bool found = false;
    if (glob(pattern, GLOB_NOSORT, NULL, &files) == 0) {
        for (size_t i = 0; i < files.gl_pathc && !found; i++)
            found = mentions(files.gl_pathv[i], run_id);
        globfree(&files);
    }
    return found;
}

int run_read_earlier(run *r)
{
    const char *dir = r->options->out;
    r->earlier = table_new(&environment_schema);
    if (!stored_file_exists(dir, &environment_schema))
        return STATUS_GOOD;
    table *all;
    const int status = table_read(&environment_schema, dir, &all);
    if (status != STATUS_GOOD)
        return status;
    bool keep = false;
    for (size_t i = 0; i < all->count; i++) {
        const environment_row *row = table_row(all, i);
        if (strcmp(row->key, "run_id") == 0)
            keep = strcmp(row->value, r->id) != 0 && in_use(dir, row->value);
        if (keep)
            table_append(r->earlier, row);
    }
    table_free(all);
    return STATUS_GOOD;
}

int run_begin(run *r, const options *o)
{
    const environment_request request = {o->seed, o->threads, o->argument_count, o->arguments};
    *r = (run){.options = o};
    const int locked = folder_lock(o->out, &r->lock);
    if (locked != STATUS_GOOD)
        return locked;
    r->environment = table_new(&environment_schema);
    environment_collect(r->environment, &request);
    environment_add(r->environment, "filter", vector_math_name());
    snprintf(r->id, sizeof r->id, "%s", environment_value(r->environment, "run_id"));
    const int status = run_read_earlier(r);
    return status == STATUS_GOOD ? run_write(r, r->environment) : status;
}

void run_end(run *r)
{
    table_free(r->environment);
    table_free(r->earlier);
    if (r->lock > 0)
        close(r->lock);
    *r = (run){0};
}

static int write_environment(const run *r)
{
    table *all = table_new(&environment_schema);
    for (size_t i = 0; i < r->environment->count; i++)
        table_append(all, table_row(r->environment, i));
    for (size_t i = 0; i < r->earlier->count; i++)
        table_append(all, table_row(r->earlier, i));
    const int status = table_write(all, r->options->out);
    table_free(all);
    return status;
}

static int write_rows(const run *r, const table *t, bool complete)
{
    const fresh_rows fresh = {t, r->options, complete};
    table *all = with_kept_rows(&fresh, r->options->out);
    const int status = table_write(all, r->options->out);
    table_free(all);
    return status;
}

int run_write_part(const run *r, const table *t)
{
    return write_rows(r, t, false);
}

int run_write(const run *r, const table *t)
{
    return t == r->environment ? write_environment(r) : write_rows(r, t, !r->adds && !interrupted());
}
