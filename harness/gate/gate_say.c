/* What the gate has to say, row by row, and what follows from all of it. */
#include "gate/gate.h"
#include "rows/cell.h"
#include "rows/row_key.h"
#include "support/length.h"
#include "support/status.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const char *const gate_verdict_names[GATE_VERDICT_COUNT] = {
    "worse", "missing", "reported", "cannot tell", "different", "better", "new", "same",
};

/* Of the rows that could have been judged; below it a verdict says nothing of the rest. */
static const double least_share = 0.1;

gate_verdict gate_row_verdict(const gate_row *row)
{
    gate_verdict v = GATE_WORSE;
    while (v < GATE_SAME && strcmp(row->verdict, gate_verdict_names[v]) != 0)
        v++;
    return v;
}

static const char *text_of(const schema *s, const char *name, const void *row)
{
    const column *c = schema_column(s, name);
    return c == NULL ? "" : cell_field(c, row);
}

/* The origin that some row of t gives to the implementation. */
static const char *origin_in(const table *t, const char *impl)
{
    const char *origin = "";
    for (size_t i = 0; t != NULL && origin[0] == '\0' && i < t->count; i++)
        if (strcmp(text_of(t->schema, "impl", table_row(t, i)), impl) == 0)
            origin = text_of(t->schema, "origin", table_row(t, i));
    return origin;
}

const implementation *gate_entry_of(const char *impl)
{
    size_t count;
    const implementation *const *all = registry_all(&count);
    for (size_t i = 0; i < count; i++)
        if (strcmp(all[i]->name, impl) == 0)
            return all[i];
    return NULL;
}

/* Not every file has the column, and no file of earlier versions. */
static const char *origin_of(const gate *g, const char *impl)
{
    const stored_run none = {0}, *base = g->base != NULL ? g->base : &none;
    const table *const tables[] = {g->now->accuracy, g->now->speed, base->accuracy, base->speed};
    const char *origin = "";
    for (size_t i = 0; i < LENGTH(tables) && origin[0] == '\0'; i++)
        origin = origin_in(tables[i], impl);
    const implementation *own = origin[0] == '\0' ? gate_entry_of(impl) : NULL;
    return own != NULL ? origin_names[own->origin] : origin;
}

/* Why what would fail does not; NULL: it does. */
static const char *excuse_of(const gate *g, gate_verdict verdict, const char *origin)
{
    if (verdict > GATE_MISSING)
        return NULL;
    if (strcmp(origin, origin_names[ORIGIN_PEER]) == 0)
        return "of another project";
    return verdict == GATE_MISSING && g->terms.accept_missing ? "as accepted" : NULL;
}

void gate_say(const gate *g, gate_verdict verdict, const char *check, const schema *s, const void *row,
              const char *detail, ...)
{
    gate_row said = {.subject = "all rows"};
    if (row != NULL) {
        const char *impl = text_of(s, "impl", row);
        const implementation *own = gate_entry_of(impl);
        row_print_key(s, row, said.subject, sizeof said.subject);
        snprintf(said.origin, sizeof said.origin, "%s", origin_of(g, impl));
        snprintf(said.file, sizeof said.file, "%s", own != NULL && own->file != NULL ? own->file : "");
    }
    const char *excuse = excuse_of(g, verdict, said.origin);
    snprintf(said.verdict, sizeof said.verdict, "%s", gate_verdict_names[excuse != NULL ? GATE_REPORTED : verdict]);
    snprintf(said.check, sizeof said.check, "%s", check);
    if (excuse != NULL)
        snprintf(said.detail, sizeof said.detail, "%s, %s: ", gate_verdict_names[verdict], excuse);
    const size_t used = strlen(said.detail);
    va_list arguments;
    va_start(arguments, detail);
    vsnprintf(said.detail + used, sizeof said.detail - used, detail, arguments);
    va_end(arguments);
    table_append(g->rows, &said);
}

void gate_say_missing(const gate *g, const char *check, const schema *s, const void *row)
{
    gate_say(g, GATE_MISSING, check, s, row,
             "the stored run has this row, the new one has not: to accept it, store the run again (make baseline) or "
             "give --accept-missing");
}

double gate_figure(const column *c, const void *row)
{
    const void *field = cell_field(c, row);
    if (c->kind == CELL_REAL)
        return *(const double *)field;
    const uint64_t count = *(const uint64_t *)field;
    return count == COUNT_UNMEASURED ? NAN : (double)count;
}

bool gate_emptied(const schema *s, const char *name, const void *before, const void *after)
{
    const column *c = schema_column(s, name);
    return !cell_is_unmeasured(c, before) && cell_is_unmeasured(c, after);
}

void gate_parts(const table *rows, gate_part parts[GATE_PARTS])
{
    static const char *const checks[GATE_PARTS] = {"accuracy", "speed", "instructions", "claim", "budget"};
    for (size_t p = 0; p < GATE_PARTS; p++) {
        parts[p] = (gate_part){.check = checks[p]};
        for (size_t i = 0; i < rows->count; i++) {
            const gate_row *row = table_row(rows, i);
            const gate_verdict v = gate_row_verdict(row);
            if (strcmp(row->check, checks[p]) != 0 || v == GATE_NEW)
                continue;
            const bool open = v == GATE_CANNOT_TELL || v == GATE_DIFFERENT;
            parts[p].open += open;
            parts[p].judged += !open;
            if (open && parts[p].reason == NULL)
                parts[p].reason = row;
        }
    }
}

bool gate_part_is_blind(const gate_part *part)
{
    return part->open > 0 && (double)part->judged < least_share * (double)(part->judged + part->open);
}

int gate_status(const table *rows)
{
    gate_part parts[GATE_PARTS];
    size_t judged = 0;
    bool blind = false;
    gate_parts(rows, parts);
    for (size_t p = 0; p < GATE_PARTS; p++) {
        judged += parts[p].judged;
        blind = blind || gate_part_is_blind(&parts[p]);
    }
    for (size_t i = 0; i < rows->count; i++)
        if (gate_row_verdict(table_row(rows, i)) <= GATE_MISSING)
            return STATUS_WORSE;
    return blind || judged == 0 ? STATUS_MISSING : STATUS_GOOD;
}
