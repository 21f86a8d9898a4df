#include "report/google_benchmark.h"
#include "environment/environment.h"
#include "report/json.h"
#include "rows/rows.h"
#include "support/length.h"
#include "support/whole_file.h"

#include <math.h>
#include <stdlib.h>

typedef struct report {
    const table *speed, *environment;
} report;

/* Text of the environment under Google Benchmark's name for it. */
static const struct {
    const char *key, *name;
} context_texts[] = {{"start_time", "date"},
                     {"run_id", "run_id"},
                     {"cpu_model", "cpu_model"},
                     {"git_commit", "git_commit"},
                     {"compiler", "compiler"}};

static void print_context(const table *environment, FILE *to)
{
    fputs("{\n  \"context\": {\n", to);
    for (size_t i = 0; i < LENGTH(context_texts); i++) {
        const char *value = environment_value(environment, context_texts[i].key);
        fprintf(to, "    \"%s\": ", context_texts[i].name);
        json_put_string(value == NULL ? "" : value, to);
        fputs(",\n", to);
    }
    const char *cores = environment_value(environment, "cores");
    const char *load = environment_value(environment, "load_average");
    double average[3] = {0};
    if (load != NULL)
        sscanf(load, "%lf %lf %lf", &average[0], &average[1], &average[2]);
    fprintf(to, "    \"executable\": \"actbench\",\n    \"num_cpus\": %ld,\n", cores == NULL ? 0 : atol(cores));
    fprintf(to, "    \"load_avg\": [%g, %g, %g],\n", average[0], average[1], average[2]);
    fputs("    \"library_build_type\": \"release\"\n  },\n", to);
}

static void print_name(const speed_row *row, FILE *to)
{
    char name[8 * TEXT_SHORT + TEXT_NAME];
    snprintf(name, sizeof name, "%s/%s/%s/%s/n:%llu/%s/%s/threads:%llu", row->impl, row->op, row->dtype,
             row->distribution, (unsigned long long)row->n, row->placement, row->mode,
             (unsigned long long)row->threads);
    fputs("    {\n      \"name\": ", to);
    json_put_string(name, to);
    fputs(",\n      \"run_name\": ", to);
    json_put_string(name, to);
}

/* JSON has no NaN: what was not measured is left out. */
static void print_counter(const char *name, double value, FILE *to)
{
    if (isfinite(value))
        fprintf(to, ",\n      \"%s\": %.9g", name, value);
}

static void print_benchmark(const speed_row *row, FILE *to)
{
    const double call = row->ns_per_element * (double)row->n;
    print_name(row, to);
    fprintf(to, ",\n      \"run_type\": \"iteration\",\n      \"repetitions\": %llu,\n      \"repetition_index\": 0",
            (unsigned long long)row->processes);
    fprintf(to, ",\n      \"threads\": %llu,\n      \"iterations\": %llu", (unsigned long long)row->threads,
            (unsigned long long)row->rounds);
    fprintf(to, ",\n      \"real_time\": %.9g,\n      \"cpu_time\": %.9g,\n      \"time_unit\": \"ns\"", call, call);
    print_counter("items_per_second", 1e9 / row->ns_per_element, to);
    print_counter("bytes_per_second", 1e9 * row->gb_per_s, to);
    print_counter("ns_per_element", row->ns_per_element, to);
    print_counter("ratio_to_copy", row->ratio_to_copy, to);
    print_counter("ratio_to_baseline", row->ratio_to_baseline, to);
    print_counter("ratio_low", row->ratio_low, to);
    print_counter("ratio_high", row->ratio_high, to);
    print_counter("cycles_per_element", row->cycles_per_element, to);
    print_counter("instructions_per_element", row->instructions_per_element, to);
    fputs("\n    }", to);
}

static void print_report(const void *what, FILE *to)
{
    const report *r = what;
    print_context(r->environment, to);
    fputs("  \"benchmarks\": [\n", to);
    for (size_t i = 0; i < r->speed->count; i++) {
        print_benchmark(table_row(r->speed, i), to);
        fputs(i + 1 < r->speed->count ? ",\n" : "\n", to);
    }
    fputs("  ]\n}\n", to);
}

int google_benchmark_write(const table *speed, const table *environment, const char *dir)
{
    const report r = {speed, environment};
    return whole_file_write(dir, "speed.json", print_report, &r);
}
