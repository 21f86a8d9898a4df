#include "gate/gate.h"

#include <math.h>
#include <string.h>

/* Variants of that name promise it: f(x) is the float nearest to the exact value. */
static bool promises_exactness(const accuracy_row *row)
{
    const char *variant = strchr(row->impl, '/');
    return variant != NULL && strcmp(variant, "/exact") == 0 && row->misrounded != COUNT_UNMEASURED;
}

static void judge(const gate *g, const accuracy_row *row)
{
    const bool exact = promises_exactness(row), claims = !isnan(row->claimed_bound_ulp);
    if (claims && accuracy_row_breaks_claim(row))
        gate_say(g, GATE_WORSE, "claim", &accuracy_schema, row,
                 "max_ulp %.6g at %s, faults %llu: its source claims a bound of %.6g ulp", row->max_ulp, row->max_ulp_x,
                 (unsigned long long)row->faults, row->claimed_bound_ulp);
    else if (exact && row->misrounded > 0)
        gate_say(g, GATE_WORSE, "claim", &accuracy_schema, row, "misrounded %llu: an exact variant misrounds nothing",
                 (unsigned long long)row->misrounded);
    else if (exact || claims)
        gate_say(g, GATE_SAME, "claim", &accuracy_schema, row, "held");
}

void gate_claims(const gate *g)
{
    for (size_t i = 0; g->now->accuracy != NULL && i < g->now->accuracy->count; i++)
        judge(g, table_row(g->now->accuracy, i));
}
