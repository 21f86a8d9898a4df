#include "gate/budgets.h"
#include "gate/gate.h"
#include "rows/cell.h"
#include "rows/row_key.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* What one row shows against its budget. */
typedef struct shown {
    bool above, below;
    char text[TEXT_LONG];
} shown;

/* A figure that is empty is above any budget. */
static shown hold(const budget_row *budget, const accuracy_row *row)
{
    shown s = {0};
    for (size_t i = 0; i < budget_schema.column_count; i++) {
        const column *c = &budget_schema.columns[i];
        const double most = (c->roles & MEASURE_WORSE_UP) != 0 ? gate_figure(c, budget) : (double)NAN;
        if (isnan(most))
            continue;
        double now = gate_figure(schema_column(&accuracy_schema, c->name), row);
        if (c->kind == CELL_REAL)
            now = budget_round(now);
        s.above = s.above || isnan(now) || now > most;
        s.below = s.below || now < most;
        const size_t used = strlen(s.text);
        if (isnan(now))
            snprintf(s.text + used, sizeof s.text - used, "%s%s is empty, its budget is %.10g", used > 0 ? ", " : "",
                     c->name, most);
        else if (now != most)
            snprintf(s.text + used, sizeof s.text - used, "%s%s %.10g, its budget is %.10g", used > 0 ? ", " : "",
                     c->name, now, most);
    }
    return s;
}

static void judge(const gate *g, const budget_row *budget, const accuracy_row *row)
{
    const shown s = hold(budget, row);
    const bool alike = strcmp(budget->inputs, row->inputs) == 0;
    if (s.above && !alike && strcmp(budget->inputs, "exhaustive") != 0)
        gate_say(g, GATE_CANNOT_TELL, "budget", &accuracy_schema, row, "%s, of %s only", s.text, budget->inputs);
    else if (s.above)
        gate_say(g, GATE_WORSE, "budget", &accuracy_schema, row, "%s", s.text);
    else
        gate_say(g, s.below && alike ? GATE_BETTER : GATE_SAME, "budget", &accuracy_schema, row, "%s", s.text);
}

static bool agree(const budget_row *budget, const accuracy_row *row)
{
    return rows_agree_across(&budget_schema, budget, &accuracy_schema, row, KEY_QUESTION | KEY_IMPL);
}

static void judge_all_of(const gate *g, const budget_row *budget)
{
    const table *accuracy = g->now->accuracy;
    bool found = false;
    for (size_t i = 0; accuracy != NULL && i < accuracy->count; i++) {
        const accuracy_row *row = table_row(accuracy, i);
        if (!agree(budget, row))
            continue;
        judge(g, budget, row);
        found = true;
    }
    const implementation *own = found ? NULL : gate_entry_of(budget->impl);
    if (own != NULL && !implementation_available(own))
        gate_say(g, GATE_CANNOT_TELL, "budget", &budget_schema, budget, "it does not run on this machine");
    else if (!found)
        gate_say(g, GATE_MISSING, "budget", &budget_schema, budget,
                 "it has a budget, and the run has no such row: to accept it, write the budgets again (--emit) or give "
                 "--accept-missing");
}

static bool has_budget(const table *budgets, const accuracy_row *row)
{
    for (size_t i = 0; i < budgets->count; i++)
        if (agree(table_row(budgets, i), row))
            return true;
    return false;
}

void gate_budgets(const gate *g)
{
    const table *budgets = g->terms.budgets, *accuracy = g->now->accuracy;
    for (size_t i = 0; i < budgets->count; i++)
        judge_all_of(g, table_row(budgets, i));
    for (size_t i = 0; accuracy != NULL && i < accuracy->count; i++) {
        const accuracy_row *row = table_row(accuracy, i);
        if (strcmp(row->origin, origin_names[ORIGIN_PEER]) != 0 && !has_budget(budgets, row))
            gate_say(g, GATE_NEW, "budget", &accuracy_schema, row, "it has no budget: max_ulp %.4g, faults %llu",
                     row->max_ulp, (unsigned long long)row->faults);
    }
}
