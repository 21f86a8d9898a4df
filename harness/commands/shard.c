#include "commands/shard.h"

#include "environment/environment.h"
#include "support/journal.h"
#include "support/memory.h"
#include "support/status.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SHARDS_MAX = 4096 };

/* The key of a part's environment. */
static const char fact[] = "shard";

bool set_shard(const char *text, void *field)
{
    shard *s = field;
    char *slash, *end;
    if (text[0] < '1' || text[0] > '9')
        return false;
    const unsigned long index = strtoul(text, &slash, 10);
    if (*slash != '/' || slash[1] < '1' || slash[1] > '9')
        return false;
    const unsigned long count = strtoul(slash + 1, &end, 10);
    s->index = index;
    s->count = count;
    return *end == '\0' && index <= count && count <= SHARDS_MAX;
}

bool set_resume(const char *text, void *field)
{
    (void)text;
    ((shard *)field)->resume = true;
    return true;
}

static bool is_there(const char *dir, const char *file)
{
    char path[FILENAME_MAX];
    snprintf(path, sizeof path, "%s/%s", dir, file);
    return access(path, F_OK) == 0;
}

/* Goes on under an earlier run's id: its facts give way to this run's. */
static int continue_as(run *r, const char *id)
{
    table *others = table_new(&environment_schema);
    bool other = false;
    for (size_t i = 0; i < r->earlier->count; i++) {
        const environment_row *row = table_row(r->earlier, i);
        if (strcmp(row->key, "run_id") == 0)
            other = strcmp(row->value, id) != 0;
        if (other)
            table_append(others, row);
    }
    table_free(r->earlier);
    r->earlier = others;
    environment_row first = *(const environment_row *)table_row(r->environment, 0);
    snprintf(first.value, sizeof first.value, "%s", id);
    memcpy(r->environment->rows, &first, sizeof first);
    snprintf(r->id, sizeof r->id, "%s", id);
    return run_write(r, r->environment);
}

int shard_begin(run *r, const options *o, const shard *s)
{
    char id[TEXT_NAME] = "";
    if (s->resume && is_there(o->out, environment_schema.file)) {
        table *earlier;
        const int status = environment_read(o->out, &earlier);
        *r = (run){0};
        if (status != STATUS_GOOD)
            return status;
        snprintf(id, sizeof id, "%s", environment_value(earlier, "run_id"));
        table_free(earlier);
    }
    const int status = run_begin(r, o);
    if (status != STATUS_GOOD)
        return status;
    if (s->count > 1)
        environment_addf(r->environment, fact, "%zu/%zu", s->index, s->count);
    if (id[0] != '\0')
        return continue_as(r, id);
    return s->count > 1 ? run_write(r, r->environment) : STATUS_GOOD;
}

shard shard_of(const table *environment)
{
    shard s = shard_whole();
    const char *told = environment_value(environment, fact);
    return told != NULL && set_shard(told, &s) ? s : shard_whole();
}

static bool is_not_fact(const void *row, const void *context)
{
    (void)context;
    return strcmp(((const environment_row *)row)->key, fact) != 0;
}

void shard_forget_fact(table *environment)
{
    table_keep(environment, is_not_fact, NULL);
}

void shard_journal_path(const char *dir, const char *name, char *path, size_t size)
{
    snprintf(path, size, "%s/state/%s.journal", dir, name);
}

void shard_forget(const char *dir, const char *name)
{
    char path[FILENAME_MAX];
    shard_journal_path(dir, name, path, sizeof path);
    unlink(path);
    *strrchr(path, '/') = '\0';
    rmdir(path);
}

static uint64_t sum_of_program(void)
{
    FILE *program = fopen("/proc/self/exe", "rb");
    if (program == NULL)
        return 0;
    enum { PIECE = 1 << 16 };
    char *bytes = memory_or_exit(malloc(PIECE));
    uint64_t sum = 0;
    for (size_t n; (n = fread(bytes, 1, PIECE, program)) > 0;)
        sum = checksum(sum, bytes, n);
    free(bytes);
    fclose(program);
    return sum;
}

/* Merging asks once a journal. */
uint64_t shard_program(void)
{
    static bool known;
    static uint64_t sum;
    if (!known)
        sum = sum_of_program();
    known = true;
    return sum;
}
