/* Reading is the rows' work; what is here knows which files a page wants. */
#include "page/run_files.h"

#include "environment/stored_run.h"
#include "rows/row_key.h"
#include "support/length.h"
#include "support/memory.h"
#include "support/status.h"

#include <stdlib.h>
#include <string.h>

enum { FILES_MAX = 16 };

static size_t list_slots(run_files *f, stored_file slots[FILES_MAX])
{
    const stored_file list[] = {{&environment_schema, &f->environment},
                                {&accuracy_schema, &f->accuracy},
                                {&accuracy_bin_schema, &f->bins},
                                {&accuracy_histogram_schema, &f->histogram},
                                {&accuracy_offset_schema, &f->offsets},
                                {&accuracy_weighted_schema, &f->weighted},
                                {&accuracy_property_schema, &f->properties},
                                {&speed_schema, &f->speed},
                                {&certificate_schema, &f->certificate},
                                {&training_schema, &f->training},
                                {&claim_schema, &f->claims}};
    const size_t count = LENGTH(list);
    memcpy(slots, list, sizeof list);
    return count;
}

int run_files_read(const char *dir, run_files *files)
{
    *files = (run_files){.dir = dir};
    stored_file slots[FILES_MAX];
    const size_t count = list_slots(files, slots);
    size_t found;
    const int status = stored_files_read(dir, slots, count, &found);
    if (status != STATUS_GOOD)
        return status;
    return found > 0 ? STATUS_GOOD
                     : complain(STATUS_USAGE,
                                "report: %s: no run is stored there: measure one (actbench bench --out %s)", dir, dir);
}

void run_files_free(run_files *files)
{
    stored_file slots[FILES_MAX];
    const size_t count = list_slots(files, slots);
    for (size_t i = 0; i < count; i++)
        table_free(*slots[i].rows);
    *files = (run_files){0};
}

/* Details begin with a judgement's key, whatever their own schema. */
static bool same_judgement(const table *details, size_t i, const schema *s, const void *row)
{
    return rows_agree_across(s, row, details->schema, table_row(details, i), KEY_QUESTION | KEY_IMPL);
}

row_span *row_spans_of(const table *details, size_t *count)
{
    row_span *spans = NULL;
    size_t capacity = 0;
    *count = 0;
    for (size_t i = 0; details != NULL && i < details->count; i++) {
        if (*count > 0 && same_judgement(details, i - 1, details->schema, table_row(details, i))) {
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
    for (size_t i = 0; i < count; i++)
        if (same_judgement(details, spans[i].first, &accuracy_schema, of))
            return spans[i];
    return (row_span){0, 0};
}
