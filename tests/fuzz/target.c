#include "fuzz/target.h"

#include "claims/fixture.h"
#include "commands/commands.h"
#include "environment/environment.h"
#include "fuzz/foreign.h"
#include "rows/rows.h"
#include "scratch.h"
#include "support/journal.h"
#include "support/length.h"
#include "support/memory.h"
#include "support/status.h"

#include <check.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ARGUMENTS_MAX = 24, ROWS = 3 };

bytes target_file(const char *dir, const char *file)
{
    char path[PATH_MAX];
    struct stat s;
    snprintf(path, sizeof path, "%s/%s", dir, file);
    ck_assert_int_eq(stat(path, &s), 0);
    return (bytes){scratch_read(dir, file), (size_t)s.st_size};
}

/* ---- commands */

static int run_command(const char *command, const char *dir)
{
    static const struct {
        const char *name;
        command_function *run;
    } commands[] = {{"accuracy", command_accuracy},
                    {"claims", command_claims},
                    {"compare", command_compare},
                    {"gate", command_gate},
                    {"merge", command_merge}};
    char words[ARGUMENTS_MAX][PATH_MAX], *argv[ARGUMENTS_MAX + 1] = {0}, *text = strdup(command), *rest = text;
    int argc = 0;
    for (char *word; (word = strsep(&rest, " ")) != NULL; argc++) {
        const bool within = strncmp(word, "DIR", 3) == 0;
        snprintf(words[argc], sizeof words[argc], "%s%s", within ? dir : "", within ? word + 3 : word);
        argv[argc] = words[argc];
    }
    free(text);
    for (size_t i = 0; i < LENGTH(commands); i++)
        if (strcmp(commands[i].name, argv[0]) == 0)
            return commands[i].run(argc, argv);
    return -1;
}

/* In a process of its own, for it must leave no threads behind. */
static void plant_by(const char *command, const char *dir)
{
    const pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0)
        _exit(run_command(command, dir));
    int status;
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert_int_eq(status, 0);
}

/* ---- CSV files */

static const schema *schema_of(const char *file)
{
    for (size_t i = 0; i < SCHEMA_COUNT; i++)
        if (strcmp(schemas[i]->file, file) == 0)
            return schemas[i];
    return NULL;
}

static void fill(const column *c, char *cell, size_t row)
{
    const uint64_t count = row;
    const double real = c->roles & RANGE_POSITIVE ? 1.5 : 1.0 / (double)(row + 2);
    if (c->kind == CELL_COUNT)
        memcpy(cell, &count, sizeof count);
    else if (c->kind == CELL_REAL)
        memcpy(cell, &real, sizeof real);
    else
        snprintf(cell, c->size, "%s", c->kind == CELL_FLOAT ? "-0x1.8p-3" : row == 1 ? "a \"b\", c" : "text");
}

static int read_rows(const char *dir, const char *file)
{
    table *t;
    const int status = table_read(schema_of(file), dir, &t);
    if (status == STATUS_GOOD)
        table_free(t);
    return status;
}

static void plant_rows(const char *dir, const schema *s)
{
    table *t = table_new(s);
    char *row = memory_or_exit(calloc(1, s->row_size));
    for (size_t i = 0; i < ROWS; i++) {
        for (size_t k = 0; k < s->column_count; k++)
            fill(&s->columns[k], row + s->columns[k].offset, i);
        table_append(t, row);
    }
    free(row);
    ck_assert_int_eq(table_write(t, dir), STATUS_GOOD);
    table_free(t);
}

/* The first lines of the run that is stored in the tree. */
static void plant_stored(const char *dir)
{
    static const char *const files[] = {"environment.csv", "accuracy.csv", "speed.csv", "instructions.csv"};
    enum { LINES = 60 };
    char sound[PATH_MAX];
    snprintf(sound, sizeof sound, "%s/sound", dir);
    mkdir(sound, 0777);
    for (size_t i = 0; i < LENGTH(files); i++) {
        const bytes all = target_file("reports/findings", files[i]);
        const char *end = all.at;
        for (int line = 0; line < LINES && (end = strchr(end, '\n')) != NULL; line++)
            end++;
        const size_t size = end != NULL ? (size_t)(end - all.at) : all.size;
        scratch_write(dir, files[i], all.at, size);
        scratch_write(sound, files[i], all.at, size);
        free(all.at);
    }
}

static void plant_evidence(const char *dir)
{
    evidence e = fixture_new();
    const table *const tables[] = {e.accuracy, e.speed, e.training, e.identity};
    for (size_t i = 0; i < LENGTH(tables); i++)
        ck_assert_int_eq(table_write(tables[i], dir), STATUS_GOOD);
    evidence_free(&e);
    table *environment = table_new(&environment_schema);
    environment_add(environment, "run_id", "20260101T000000Z-00000000");
    environment_add(environment, "simd", "avx2");
    ck_assert_int_eq(table_write(environment, dir), STATUS_GOOD);
    table_free(environment);
}

/* ---- journals */

#define JOURNAL "state/accuracy-exp-forward-f16.journal"
#define SHARD   "accuracy --impl exp/libm --dtype f16 --inputs stratified:1000 --threads 1 --quiet --out DIR --shard 1/2"

static void plant_shard(const char *dir)
{
    plant_by(SHARD, dir);
}

typedef struct kept {
    const char *dir;
    bool found;
} kept;

static bool keep_first(void *context, uint64_t index, const void *record, size_t size)
{
    kept *k = context;
    if (!k->found && index == 0)
        scratch_write(k->dir, "record", record, size);
    k->found = true;
    return true;
}

/* Besides the shard, a record of its journal by itself. */
static void plant_record(const char *dir)
{
    char path[PATH_MAX], *identity;
    snprintf(path, sizeof path, "%s/" JOURNAL, dir);
    plant_shard(dir);
    ck_assert_int_eq(journal_identity(path, &identity), STATUS_GOOD);
    scratch_write(dir, "identity", identity, strlen(identity));
    kept k = {dir, false};
    ck_assert_int_eq(journal_read(path, identity, keep_first, &k), STATUS_GOOD);
    free(identity);
}

/* What is damaged within a record that is sealed. */
static int merge_record(const char *dir)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/" JOURNAL, dir);
    const bytes identity = target_file(dir, "identity"), record = target_file(dir, "record");
    journal *j;
    int status = journal_open(path, identity.at, false, keep_first, NULL, &j);
    if (status == STATUS_GOOD)
        status = journal_append(j, 0, record.at, record.size);
    journal_close(j);
    free(identity.at);
    free(record.at);
    return status == STATUS_GOOD ? run_command("merge --quiet --out DIR/out DIR", dir) : status;
}

static bool take_any(void *context, uint64_t index, const void *record, size_t size)
{
    (void)context, (void)index, (void)record, (void)size;
    return true;
}

static int read_journal(const char *dir)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/a.journal", dir);
    return journal_read(path, "work", take_any, NULL);
}

static void plant_journal(const char *dir)
{
    char path[PATH_MAX];
    journal *j;
    snprintf(path, sizeof path, "%s/a.journal", dir);
    ck_assert_int_eq(journal_open(path, "work", false, take_any, NULL, &j), STATUS_GOOD);
    for (uint64_t i = 0; i < ROWS; i++)
        ck_assert_int_eq(journal_append(j, i, "a record of some bytes", 20), STATUS_GOOD);
    journal_close(j);
}

/* ---- budgets */

static void plant_budgets(const char *dir)
{
    plant_stored(dir);
    plant_by("gate --emit DIR/budgets.csv --out DIR", dir);
}

/* ---- all of them */

static int read_environment(const char *dir)
{
    table *t;
    const int status = environment_read(dir, &t);
    if (status == STATUS_GOOD)
        table_free(t);
    return status;
}

static const target targets[] = {
    {"facts", "environment.csv", plant_stored, read_environment, NULL, 1},
    {"journal", "a.journal", plant_journal, read_journal, NULL, 1},
    {"digits", "digits.csv.gz", foreign_plant_digits, foreign_read_digits, NULL, 10},
    {"digits as text", "text", foreign_plant_digits, foreign_read_digits_text, NULL, 20},
    {"IDX images", "images", foreign_plant_images, foreign_read_images, NULL, 4},
    {"IDX labels", "labels", foreign_plant_labels, foreign_read_labels, NULL, 10},
    {".npy", "y.npy", foreign_plant_results, foreign_read_results, NULL, 1},
    {"C", "f.c", foreign_plant_sources, foreign_read_c, NULL, 1},
    {"Fortran", "f.f90", foreign_plant_sources, foreign_read_fortran, NULL, 1},
    {"claims --from", "accuracy.csv speed.csv training.csv identity.csv environment.csv", plant_evidence, NULL,
     "claims --from DIR --out DIR/out", 10},
    {"gate --baseline", "accuracy.csv speed.csv instructions.csv environment.csv", plant_stored, NULL,
     "gate --baseline DIR --out DIR/sound", 4},
    {"gate --out", "accuracy.csv speed.csv instructions.csv environment.csv", plant_stored, NULL,
     "gate --baseline DIR/sound --out DIR", 4},
    {"gate --budgets", "budgets.csv accuracy.csv", plant_budgets, NULL, "gate --budgets DIR/budgets.csv --out DIR", 4},
    {"compare --from", "accuracy.csv speed.csv", plant_stored, NULL, "compare --from DIR elu", 4},
    {"merge", "environment.csv " JOURNAL, plant_shard, NULL, "merge --quiet --out DIR/out DIR", 20},
    {"merge of a sealed record", "record identity", plant_record, merge_record, NULL, 20},
    {"accuracy --resume", "environment.csv " JOURNAL, plant_shard, NULL, SHARD " --resume", 20},
};

size_t target_count(void)
{
    return SCHEMA_COUNT + LENGTH(targets);
}

target target_at(size_t i)
{
    return i < SCHEMA_COUNT ? (target){.name = schemas[i]->file, .files = schemas[i]->file, .cost = 1}
                            : targets[i - SCHEMA_COUNT];
}

int target_attempt(const target *t, const char *dir)
{
    if (t->command != NULL)
        return run_command(t->command, dir);
    return t->attempt != NULL ? t->attempt(dir) : read_rows(dir, t->files);
}

void target_plant(const target *t, const char *dir)
{
    if (t->plant != NULL)
        t->plant(dir);
    else
        plant_rows(dir, schema_of(t->files));
}
