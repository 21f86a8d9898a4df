#include "claims/evidence.h"

#include "environment/environment.h"
#include "environment/stored_run.h"
#include "rows/cell.h"
#include "support/length.h"
#include "support/status.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The verdicts need none of environment.csv's facts, but rows are no evidence of a run whose facts are damaged. */
static int read_rows(const char *dir, evidence *e)
{
    table *facts = NULL;
    const stored_file files[] = {{&environment_schema, &facts},
                                 {&accuracy_schema, &e->accuracy},
                                 {&speed_schema, &e->speed},
                                 {&training_schema, &e->training},
                                 {&identity_schema, &e->identity}};
    const size_t count = LENGTH(files);
    size_t found, rows = 0;
    const int status = stored_files_read(dir, files, count, &found);
    for (size_t i = 1; i < count; i++) {
        if (*files[i].rows == NULL)
            *files[i].rows = table_new(files[i].schema);
        rows += (*files[i].rows)->count;
    }
    table_free(facts);
    if (status == STATUS_GOOD && rows == 0)
        return complain(STATUS_USAGE,
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
    const int status = read_rows(dir, e);
    if (status != STATUS_GOOD)
        evidence_free(e);
    return status;
}

static bool is_slow(const training_row *row)
{
    return strcmp(row->data, "fashion") == 0;
}

static bool has_slow(const table *training)
{
    for (size_t i = 0; i < training->count; i++)
        if (is_slow(table_row(training, i)))
            return true;
    return false;
}

static const char *fact(const table *facts, const char *run_id, const char *key)
{
    const char *value = environment_value_of(facts, run_id, key);
    return value != NULL && *value != '\0' ? value : "unknown";
}

static void take_slow(evidence *e, const table *training, const table *facts)
{
    e->own_training = e->training->count;
    for (size_t i = 0; i < training->count; i++) {
        const training_row *row = table_row(training, i);
        if (!is_slow(row))
            continue;
        if (e->borrowed[0] == '\0')
            snprintf(e->borrowed, sizeof e->borrowed, "%.10s on %s", fact(facts, row->run_id, "start_time"),
                     fact(facts, row->run_id, "cpu_model"));
        table_append(e->training, row);
    }
}

int evidence_borrow(evidence *e, const char *dir)
{
    table *training = NULL, *facts = NULL;
    const stored_file files[] = {{&environment_schema, &facts}, {&training_schema, &training}};
    size_t found;
    if (has_slow(e->training))
        return STATUS_GOOD;
    const int status = stored_files_read(dir, files, LENGTH(files), &found);
    if (status == STATUS_GOOD && training != NULL && facts != NULL)
        take_slow(e, training, facts);
    table_free(training);
    table_free(facts);
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
    for (size_t i = 0; i < LENGTH(tables); i++)
        for (size_t k = 0; k < tables[i]->count; k++) {
            const char *id = cell_field(&tables[i]->schema->columns[0], table_row(tables[i], k));
            if (id[0] != '\0')
                return id;
        }
    return "";
}
