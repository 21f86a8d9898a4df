/* Reading is the rows' work; what is here knows which files a page wants. */
#include "page/run_files.h"

#include "environment/environment.h"
#include "support/memory.h"
#include "support/status.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FILES_MAX = 16 };

typedef struct file_slot {
    const schema *schema;
    table **table;
} file_slot;

static size_t list_slots(run_files *f, file_slot slots[FILES_MAX])
{
    const file_slot list[] = {{&environment_schema, &f->environment},
                              {&accuracy_schema, &f->accuracy},
                              {&accuracy_bin_schema, &f->bins},
                              {&accuracy_histogram_schema, &f->histogram},
                              {&accuracy_weighted_schema, &f->weighted},
                              {&accuracy_property_schema, &f->properties},
                              {&speed_schema, &f->speed},
                              {&certificate_schema, &f->certificate},
                              {&training_schema, &f->training},
                              {&claim_schema, &f->claims}};
    const size_t count = sizeof list / sizeof list[0];
    memcpy(slots, list, sizeof list);
    return count;
}

int run_files_read(const char *dir, run_files *files)
{
    *files = (run_files){.dir = dir};
    file_slot slots[FILES_MAX];
    const size_t count = list_slots(files, slots);
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        char path[PATH_MAX];
        snprintf(path, sizeof path, "%s/%s", dir, slots[i].schema->file);
        if (access(path, F_OK) != 0)
            continue;
        const int status = slots[i].schema == &environment_schema ? environment_read(dir, slots[i].table)
                                                                  : table_read(slots[i].schema, dir, slots[i].table);
        if (status != STATUS_GOOD)
            return status;
        found++;
    }
    return found > 0 ? STATUS_GOOD
                     : complain(STATUS_USAGE,
                                "report: %s: no run is stored there: measure one (actbench bench --out %s)", dir, dir);
}

void run_files_free(run_files *files)
{
    file_slot slots[FILES_MAX];
    const size_t count = list_slots(files, slots);
    for (size_t i = 0; i < count; i++)
        table_free(*slots[i].table);
    *files = (run_files){0};
}

static bool same_judgement(const accuracy_key *a, const accuracy_key *b)
{
    return strcmp(a->impl, b->impl) == 0 && strcmp(a->op, b->op) == 0 && strcmp(a->dtype, b->dtype) == 0 &&
           strcmp(a->params, b->params) == 0;
}

row_span *row_spans_of(const table *details, size_t *count)
{
    row_span *spans = NULL;
    size_t capacity = 0;
    *count = 0;
    for (size_t i = 0; details != NULL && i < details->count; i++) {
        if (*count > 0 && same_judgement(table_row(details, i - 1), table_row(details, i))) {
            spans[*count - 1].count++;
            continue;
        }
        if (*count == capacity)
            spans = memory_or_exit(realloc(spans, (capacity = 2 * capacity + 64) * sizeof *spans));
        spans[(*count)++] = (row_span){i, 1};
    }
    return spans;
}

row_span row_span_find(const table *details, const row_span *spans, size_t count, const accuracy_row *of)
{
    for (size_t i = 0; i < count; i++) {
        const accuracy_key *key = table_row(details, spans[i].first);
        if (strcmp(key->impl, of->impl) == 0 && strcmp(key->op, of->op) == 0 && strcmp(key->dtype, of->dtype) == 0 &&
            strcmp(key->params, of->params) == 0)
            return spans[i];
    }
    return (row_span){0, 0};
}
