#include "claims/identities.h"

#include <stdio.h>
#include <string.h>

bool identity_holds(const identity_row *row)
{
    if (strcmp(row->relation, "<=") == 0)
        return row->value <= row->bound;
    if (strcmp(row->relation, "<") == 0)
        return row->value < row->bound;
    if (strcmp(row->relation, ">") == 0)
        return row->value > row->bound;
    return strcmp(row->relation, "==") == 0 && row->value == row->bound;
}

void identity_append(table *rows, const identity_options *options, identity_row *row)
{
    snprintf(row->run_id, sizeof row->run_id, "%s", options->run_id);
    snprintf(row->value_hex, sizeof row->value_hex, "%a", row->value);
    if (row->relation[0] != '\0')
        strcpy(row->holds, identity_holds(row) ? "yes" : "no");
    table_append(rows, row);
}

void identities_measure(table *rows, const identity_options *options)
{
    identities_in_mpfr(rows, options);
    identities_by_fit(rows, options);
    identities_in_float(rows, options);
    identities_of_logit(rows, options);
    identities_of_odds(rows, options);
}
