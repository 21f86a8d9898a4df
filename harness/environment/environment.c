#include "environment/environment.h"

#include "environment/facts.h"
#include "rows/rows.h"
#include "support/memory.h"
#include "support/status.h"
#include "support/utf8.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

void environment_add(table *t, const char *key, const char *value)
{
    environment_row row = {0};
    snprintf(row.key, sizeof row.key, "%s", key);
    snprintf(row.value, sizeof row.value, "%s", value);
    const size_t length = strlen(row.value);
    if (length < strlen(value))
        memcpy(row.value + length - 3, "...", 3);
    for (size_t valid; (valid = utf8_valid_length(row.value, length)) < length;)
        row.value[valid] = '?';
    table_append(t, &row);
}

void environment_addf(table *t, const char *key, const char *format, ...)
{
    char value[sizeof((environment_row *)0)->value];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(value, sizeof value, format, arguments);
    va_end(arguments);
    environment_add(t, key, value);
}

int environment_read(const char *dir, table **t)
{
    table *read;
    const int status = table_read(&environment_schema, dir, &read);
    if (status != STATUS_GOOD)
        return status;
    const char *id = environment_value(read, "run_id");
    if (id == NULL || id[0] == '\0') {
        table_free(read);
        return complain(STATUS_USAGE, "%s/%s: names no run_id: mend the file or measure again", dir,
                        environment_schema.file);
    }
    *t = read;
    return STATUS_GOOD;
}

const char *environment_value(const table *t, const char *key)
{
    for (size_t i = 0; i < t->count; i++) {
        const environment_row *row = table_row(t, i);
        if (strcmp(row->key, key) == 0)
            return row->value;
    }
    return NULL;
}

const char *environment_value_of(const table *t, const char *run_id, const char *key)
{
    bool inside = false;
    for (size_t i = 0; i < t->count; i++) {
        const environment_row *row = table_row(t, i);
        if (strcmp(row->key, "run_id") == 0)
            inside = strcmp(row->value, run_id) == 0;
        if (inside && strcmp(row->key, key) == 0)
            return row->value;
    }
    return NULL;
}

static void add_run(table *t)
{
    struct timespec now;
    struct tm utc;
    uint32_t chance;
    char day[32], started[32];
    clock_gettime(CLOCK_REALTIME, &now);
    gmtime_r(&now.tv_sec, &utc);
    if (getrandom(&chance, sizeof chance, GRND_NONBLOCK) != (ssize_t)sizeof chance)
        chance = (uint32_t)now.tv_nsec;
    strftime(day, sizeof day, "%Y%m%dT%H%M%SZ", &utc);
    strftime(started, sizeof started, "%Y-%m-%dT%H:%M:%SZ", &utc);
    environment_addf(t, "run_id", "%s-%08x", day, chance);
    environment_add(t, "start_time", started);
}

/* One argument as a shell would take it: plain, or in single quotes. */
static void put_argument(const char *argument, FILE *to)
{
    if (argument[0] != '\0' && argument[strcspn(argument, " \t\r\n'\"\\$`*?[]{}()<>|&;#~!")] == '\0') {
        fputs(argument, to);
        return;
    }
    fputc('\'', to);
    for (const char *p = argument; *p != '\0'; p++)
        if (*p == '\'')
            fputs("'\\''", to);
        else
            fputc(*p, to);
    fputc('\'', to);
}

static void add_command_line(table *t, const environment_request *request)
{
    char *text = NULL;
    size_t size;
    FILE *to = memory_or_exit(open_memstream(&text, &size));
    for (int i = 0; i < request->argument_count; i++) {
        if (i > 0)
            fputc(' ', to);
        put_argument(request->arguments[i], to);
    }
    fclose(to);
    environment_add(t, "command_line", text);
    free(text);
}

void environment_collect(table *t, const environment_request *request)
{
    add_run(t);
    add_command_line(t, request);
    environment_addf(t, "seed", "%llu", (unsigned long long)request->seed);
    environment_addf(t, "threads", "%d", request->threads);
    add_machine_facts(t);
    add_arithmetic_facts(t);
    add_build_facts(t);
    add_library_facts(t);
}
