#include "claims/evidence.h"

#include "environment/environment.h"
#include "rows/cell.h"
#include "support/status.h"

#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <unistd.h>

static bool is_there(const char *dir, const char *file)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/%s", dir, file);
    return access(path, F_OK) == 0 || errno != ENOENT;
}

static int read_or_empty(const schema *s, const char *dir, table **t)
{
    if (is_there(dir, s->file))
        return table_read(s, dir, t);
    *t = table_new(s);
    return STATUS_GOOD;
}

/* The verdicts need none of its facts, but rows are no evidence of a run whose facts are damaged. */
static int check_environment(const char *dir)
{
    table *facts = NULL;
    const int status = is_there(dir, environment_schema.file) ? environment_read(dir, &facts) : STATUS_GOOD;
    table_free(facts);
    return status;
}

static int read_rows(const char *dir, evidence *e)
{
    int status = read_or_empty(&accuracy_schema, dir, &e->accuracy);
    if (status == STATUS_GOOD)
        status = read_or_empty(&speed_schema, dir, &e->speed);
    if (status == STATUS_GOOD)
        status = read_or_empty(&training_schema, dir, &e->training);
    if (status == STATUS_GOOD)
        status = read_or_empty(&identity_schema, dir, &e->identity);
    if (status == STATUS_GOOD && e->accuracy->count + e->speed->count + e->training->count + e->identity->count == 0)
        status = complain(STATUS_USAGE,
                          "claims: %s: holds no row of accuracy.csv, speed.csv, training.csv or identity.csv: "
                          "name the folder of a stored run",
                          dir);
    return status;
}

int evidence_read(const char *dir, evidence *e)
{
    if (access(dir, R_OK | X_OK) != 0)
        return complain(STATUS_USAGE, "claims: %s: cannot be read: name the folder of a stored run", dir);
    *e = (evidence){0};
    int status = check_environment(dir);
    if (status == STATUS_GOOD)
        status = read_rows(dir, e);
    if (status != STATUS_GOOD)
        evidence_free(e);
    return status;
}

void evidence_free(evidence *e)
{
    table_free(e->accuracy);
    table_free(e->speed);
    table_free(e->training);
    table_free(e->identity);
}

const char *evidence_run_id(const evidence *e)
{
    const table *const tables[] = {e->identity, e->accuracy, e->speed, e->training};
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++)
        for (size_t k = 0; k < tables[i]->count; k++) {
            const char *id = cell_field(&tables[i]->schema->columns[0], table_row(tables[i], k));
            if (id[0] != '\0')
                return id;
        }
    return "";
}
