#include "gate/gate_print.h"
#include "gate/gate.h"
#include "support/length.h"
#include "support/status.h"

#include <string.h>

static bool listed(gate_verdict v)
{
    return v != GATE_CANNOT_TELL && v != GATE_NEW && v != GATE_SAME;
}

static size_t count_of(const table *rows, gate_verdict v)
{
    size_t count = 0;
    for (size_t i = 0; i < rows->count; i++)
        count += gate_row_verdict(table_row(rows, i)) == v;
    return count;
}

/* "speed: 0 of 991 rows judged: cannot tell: ..."; nothing of a part that neither run has. */
static void print_part(const gate_part *part, const char *lead, FILE *to)
{
    if (part->judged + part->open == 0)
        return;
    fprintf(to, "%s%s%s: %zu of %zu judged", lead, gate_part_is_blind(part) ? "could not judge " : "", part->check,
            part->judged, part->judged + part->open);
    if (part->reason != NULL)
        fprintf(to, "; the first that was not, %s: %s", part->reason->subject, part->reason->detail);
    fputc('\n', to);
}

static void print_parts(const table *rows, const char *lead, FILE *to)
{
    gate_part parts[GATE_PARTS];
    gate_parts(rows, parts);
    for (size_t i = 0; i < GATE_PARTS; i++)
        print_part(&parts[i], lead, to);
}

/* "gate: passed: 3 better, 120 same" */
static void print_counts(const table *rows, FILE *to)
{
    static const char *const words[] = {
        [STATUS_GOOD] = "passed", [STATUS_WORSE] = "failed", [STATUS_MISSING] = "could not judge"};
    fprintf(to, "gate: %s:", words[gate_status(rows)]);
    const char *separator = " ";
    for (gate_verdict v = GATE_WORSE; v < GATE_VERDICT_COUNT; v++) {
        const size_t count = count_of(rows, v);
        if (count == 0)
            continue;
        fprintf(to, "%s%zu %s", separator, count, gate_verdict_names[v]);
        separator = ", ";
    }
    fputs(rows->count == 0 ? " nothing to compare\n" : "\n", to);
}

void gate_print_lines(const table *rows, FILE *to)
{
    for (size_t i = 0; i < rows->count; i++) {
        const gate_row *row = table_row(rows, i);
        if (listed(gate_row_verdict(row)))
            fprintf(to, "%s: %s: %s: %s\n", row->verdict, row->check, row->subject, row->detail);
    }
    print_parts(rows, "", to);
    print_counts(rows, to);
}

/* A cell must not end its own table. */
static void put_markdown(const char *text, FILE *to)
{
    for (; *text != '\0'; text++) {
        if (*text == '|' || *text == '\\')
            fputc('\\', to);
        fputc(*text, to);
    }
}

/* The verdict, 40 lines: those of the parts, two blank ones, the table's head, the last one, and these. */
enum { MARKDOWN_ROWS = 40 - GATE_PARTS - 2 - 2 - 1 };

static bool is_summarised(const gate_row *row)
{
    const gate_verdict v = gate_row_verdict(row);
    return listed(v) || (v == GATE_NEW && strcmp(row->check, "accuracy") == 0);
}

void gate_print_markdown(const table *rows, FILE *to)
{
    size_t count = 0;
    fputs("### ", to);
    print_counts(rows, to);
    fputc('\n', to);
    print_parts(rows, "- ", to);
    for (size_t i = 0; i < rows->count; i++) {
        const gate_row *row = table_row(rows, i);
        if (!is_summarised(row) || ++count > MARKDOWN_ROWS)
            continue;
        if (count == 1)
            fputs("\n| verdict | check | subject | detail |\n|---|---|---|---|\n", to);
        fprintf(to, "| %s | %s | ", row->verdict, row->check);
        put_markdown(row->subject, to);
        fputs(" | ", to);
        put_markdown(row->detail, to);
        fputs(" |\n", to);
    }
    if (count > MARKDOWN_ROWS)
        fprintf(to, "| | | and %zu more: `actbench gate` lists them | |\n", count - MARKDOWN_ROWS);
}

/* Text in a workflow command; a property, unlike the message, ends at a comma or colon. */
static void put_escaped(const char *text, bool property, FILE *to)
{
    for (; *text != '\0'; text++)
        if (*text == '%' || *text == '\r' || *text == '\n' || (property && (*text == ',' || *text == ':')))
            fprintf(to, "%%%02X", (unsigned)(unsigned char)*text);
        else
            fputc(*text, to);
}

static const char *level_of(gate_verdict v)
{
    return v <= GATE_MISSING ? "error" : v <= GATE_DIFFERENT ? "warning" : "notice";
}

void gate_print_github(const table *rows, FILE *to)
{
    for (size_t i = 0; i < rows->count; i++) {
        const gate_row *row = table_row(rows, i);
        if (!is_summarised(row))
            continue;
        fprintf(to, "::%s ", level_of(gate_row_verdict(row)));
        if (row->file[0] != '\0') {
            fputs("file=", to);
            put_escaped(row->file, true, to);
            fputs(",line=1,", to);
        }
        fprintf(to, "title=actbench gate%%3A %s::%s: ", row->verdict, row->check);
        put_escaped(row->subject, false, to);
        fputs(": ", to);
        put_escaped(row->detail, false, to);
        fputc('\n', to);
    }
    gate_part parts[GATE_PARTS];
    gate_parts(rows, parts);
    for (size_t i = 0; i < GATE_PARTS; i++) {
        fputs(gate_part_is_blind(&parts[i]) ? "::warning title=actbench gate::" : "", to);
        print_part(&parts[i], "", to);
    }
    print_counts(rows, to);
}

/* Text in an XML 1.0 attribute. */
static void put_xml(const char *text, FILE *to)
{
    static const struct {
        char plain;
        const char *entity;
    } entities[] = {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}};
    for (; *text != '\0'; text++) {
        const char *entity = NULL;
        for (size_t i = 0; i < LENGTH(entities); i++)
            if (*text == entities[i].plain)
                entity = entities[i].entity;
        if (entity != NULL)
            fputs(entity, to);
        else
            fputc((unsigned char)*text < ' ' ? ' ' : *text, to);
    }
}

static void print_case(const gate_row *row, FILE *to)
{
    const gate_verdict v = gate_row_verdict(row);
    fprintf(to, "    <testcase classname=\"actbench.%s\" name=\"", row->check);
    put_xml(row->subject, to);
    if (v != GATE_WORSE && v != GATE_MISSING && v != GATE_CANNOT_TELL) {
        fputs("\"/>\n", to);
        return;
    }
    fprintf(to, "\">\n      <%s message=\"", v == GATE_CANNOT_TELL ? "skipped" : "failure");
    put_xml(row->verdict, to);
    fputs(": ", to);
    put_xml(row->detail, to);
    fputs("\"/>\n    </testcase>\n", to);
}

void gate_print_junit(const table *rows, FILE *to)
{
    const size_t failures = count_of(rows, GATE_WORSE) + count_of(rows, GATE_MISSING);
    fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n", to);
    fprintf(to, "  <testsuite name=\"actbench gate\" tests=\"%zu\" failures=\"%zu\" errors=\"0\" skipped=\"%zu\">\n",
            rows->count, failures, count_of(rows, GATE_CANNOT_TELL));
    for (size_t i = 0; i < rows->count; i++)
        print_case(table_row(rows, i), to);
    fputs("  </testsuite>\n</testsuites>\n", to);
}
