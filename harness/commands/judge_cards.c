#include "commands/judge_cards.h"

#include "card/card.h"
#include "reference/function.h"

#include <stdio.h>
#include <string.h>

static const accuracy_row *find_row(const table *accuracy, const char *impl)
{
    for (size_t i = 0; accuracy != NULL && i < accuracy->count; i++)
        if (strcmp(((const accuracy_row *)table_row(accuracy, i))->impl, impl) == 0)
            return table_row(accuracy, i);
    return NULL;
}

static const char *untimed(const implementation *guest, const char *offence)
{
    if (guest->run != library_run)
        return "it runs outside this process";
    return offence[0] != '\0' ? "it broke what no figure survives" : NULL;
}

static void print_card(const options *o, const guest_plan *plan, const guest *guests, const guest_findings *f, size_t i)
{
    const implementation *g = plan->guests[i];
    card_source source = {
        .impl = g->name,
        .function = g->function->name,
        .op = op_names[g->op],
        .dtype = dtype_names[g->dtype],
        .how = guests[i].how,
        .caveat = guests[i].caveat,
        .offence = f->offences[i][0] != '\0' ? f->offences[i] : NULL,
        .same_as = f->same_as[i] >= 0 ? plan->guests[f->same_as[i]]->name : NULL,
        .row = find_row(f->accuracy, g->name),
        .accuracy = f->accuracy,
        .bins = f->bins,
        .histogram = f->histogram,
        .offsets = f->offsets,
        .properties = f->properties,
        .check = f->check,
        .speed = f->speed[i],
        .untimed = untimed(g, f->offences[i]),
        .textbook = f->textbook != NULL ? f->textbook->name : NULL,
        .nearest = f->nearest[i] != NULL ? f->nearest[i]->name : NULL,
    };
    char range[TEXT_SHORT];
    snprintf(range, sizeof range, "%.4g .. %.4g", plan->range[0], plan->range[1]);
    if (f->range[i].n > 0) {
        source.range = &f->range[i];
        source.range_name = range;
    }
    const card c = card_of(&source);
    if (i > 0)
        printf("\n");
    if (o->format == FORMAT_MARKDOWN)
        card_print_markdown(&c, stdout);
    else
        card_print(&c, stdout);
}

static bool is_guests_row(const void *row, const void *plan)
{
    const guest_plan *p = plan;
    for (size_t i = 0; i < p->count; i++)
        if (strcmp(((const accuracy_row *)row)->impl, p->guests[i]->name) == 0)
            return true;
    return false;
}

void judge_print(const options *o, const guest_plan *plan, const guest *guests, const guest_findings *f)
{
    if (o->format == FORMAT_TABLE || o->format == FORMAT_MARKDOWN) {
        for (size_t i = 0; i < plan->count; i++)
            print_card(o, plan, guests, f, i);
        return;
    }
    table_keep(f->accuracy, is_guests_row, plan);
    table_print(f->accuracy, stdout, o->format);
}
