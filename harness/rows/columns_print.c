/* The columns of a file for the reader: the tables of reports/COLUMNS.md. */
#include "rows/table.h"

/* What a column is for, as a word for the table. */
static const char *role_name(unsigned roles)
{
    return (roles & MEASURE_WORSE_UP) != 0  ? "more is worse"
           : (roles & MEASURE_WITNESS) != 0 ? "witness"
           : (roles & MEASURE) != 0         ? "figure"
           : (roles & ABOUT_RUN) != 0       ? "run"
                                            : "key";
}

void schema_print_columns(const schema *s, FILE *to)
{
    fputs("| column | role | meaning |\n|---|---|---|\n", to);
    for (size_t i = 0; i < s->column_count; i++) {
        const column *c = &s->columns[i];
        fprintf(to, "| `%s` | %s%s | ", c->name, role_name(c->roles), (c->roles & ADDED_LATER) != 0 ? ", later" : "");
        for (const char *at = c->meaning; *at != '\0'; at++)
            fprintf(to, *at == '|' ? "\\%c" : "%c", *at);
        fputs(" |\n", to);
    }
}
