/* Which rows a verdict was computed from, named so that they are found in the file whatever else is in it. */
#include "claims/judgement.h"

#include "rows/cell.h"
#include "rows/rows.h"
#include "support/length.h"
#include "support/memory.h"

#include <stdlib.h>
#include <string.h>

enum { KEYS = 8, CITED = 16 };

/* The columns that name rows of a file for a verdict: rows that agree in them are counted. */
static const struct {
    const schema *schema;
    const char *columns[KEYS];
} keys[] = {
    {&identity_schema, {"key", "params"}},
    {&accuracy_schema, {"impl", "op", "params"}},
    {&speed_schema, {"impl", "n", "state"}},
    {&training_schema, {"experiment", "data", "activation", "kernel", "init", "optimizer", "normalisation"}},
};

static const char *const *columns_of(const schema *s)
{
    size_t i = 0;
    while (keys[i].schema != s)
        i++;
    return keys[i].columns;
}

/* "column=value column=value" of a row, empty cells left out; to be freed. */
static char *name_of(const table *t, size_t row)
{
    char *text = NULL, number[CELL_NUMBER_SIZE];
    size_t length = 0, listed = 0;
    FILE *to = memory_or_exit(open_memstream(&text, &length));
    const char *const *names = columns_of(t->schema);
    for (size_t i = 0; i < KEYS && names[i] != NULL; i++) {
        const char *cell = cell_text(schema_column(t->schema, names[i]), table_row(t, row), number);
        if (*cell != '\0')
            fprintf(to, "%s%s=%s", listed++ > 0 ? " " : "", names[i], cell);
    }
    fclose(to);
    return text;
}

typedef struct citation {
    const schema *schema;
    char *name;
    size_t rows;
} citation;

static void cite(citation **all, size_t *count, const struct use *u)
{
    char *name = name_of(u->table, u->row);
    for (size_t i = 0; i < *count; i++)
        if ((*all)[i].schema == u->table->schema && strcmp((*all)[i].name, name) == 0) {
            (*all)[i].rows++;
            free(name);
            return;
        }
    if (*count % CITED == 0)
        *all = memory_or_exit(reallocarray(*all, *count + CITED, sizeof **all));
    (*all)[(*count)++] = (citation){u->table->schema, name, 1};
}

char *judgement_evidence(const judgement *j)
{
    citation *all = NULL;
    size_t count = 0, length = 0;
    for (size_t i = 0; i < j->use_count; i++)
        cite(&all, &count, &j->uses[i]);
    char *text = NULL;
    FILE *to = memory_or_exit(open_memstream(&text, &length));
    for (size_t f = 0; f < LENGTH(keys); f++)
        for (size_t i = 0; i < count; i++) {
            if (all[i].schema != keys[f].schema)
                continue;
            fprintf(to, "%s%s %s", ftell(to) > 0 ? "; " : "", all[i].schema->file, all[i].name);
            if (all[i].rows > 1)
                fprintf(to, " (%zu rows)", all[i].rows);
        }
    fclose(to);
    for (size_t i = 0; i < count; i++)
        free(all[i].name);
    free(all);
    return text;
}
