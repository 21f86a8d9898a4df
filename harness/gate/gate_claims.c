#include "gate/gate.h"

#include <math.h>
#include <string.h>

/* Variants of that name promise it: f(x) is the float nearest to the exact value. (Not so where an f32 kernel's results
 * are rounded again, to 16 bits; those claim no bound either.) */
static bool promises_exactness(const accuracy_row *row, bool claims)
{
    const char *variant = strchr(row->impl, '/');
    const bool wide = strcmp(row->dtype, "f32") == 0 || strcmp(row->dtype, "f64") == 0;
    return variant != NULL && strcmp(variant, "/exact") == 0 && (wide || claims) && row->misrounded != COUNT_UNMEASURED;
}

static void judge(const gate *g, const accuracy_row *row)
{
    const bool claims = !isnan(row->claimed_bound_ulp), exact = promises_exactness(row, claims);
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
