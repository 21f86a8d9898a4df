#include "speed/buffers.h"
#include "speed/distribution.h"

#include <stdlib.h>
#include <string.h>

enum {
    DRAWN = 1 << 18, /* values drawn; a longer array repeats them: no predictor learns so many */
    SLACK = 1 << 12, /* spare elements: input and output begin at varying distances */
};

static void *allocate(size_t bytes)
{
    return aligned_alloc(CACHE_LINE, (bytes + CACHE_LINE - 1) / CACHE_LINE * CACHE_LINE);
}

static void fill(buffers *b, const distribution *d, dtype type, uint64_t seed, size_t block, bool magnitudes)
{
    const size_t drawn = b->x_count < DRAWN ? b->x_count : DRAWN;
    distribution_fill(d, type, seed, b->x, drawn, block);
    if (magnitudes)
        clear_signs(type, b->x, drawn);
    for (size_t done = drawn, more; done < b->x_count; done += more) {
        more = b->x_count - done < done ? b->x_count - done : done;
        memcpy(b->x + done * b->element, b->x, more * b->element);
    }
    memset(b->y, 0, b->y_count * b->element);
}

/* A random multiple of step from 0 to last. */
static size_t draw_start(const buffers *b, size_t last, size_t step)
{
    return step * gsl_rng_uniform_int(b->random, last / step + 1);
}

/* Elements of a walk through fresh inputs: those that half of the first-level cache holds. Threads walk through the
 * whole pool, for their caches cannot be warmed from outside. */
static size_t walk_length(const workload *load, size_t pace, size_t element)
{
    const size_t held = load->threads > 1 ? DRAWN : cache_first_level() / 2 / element;
    return load->mode == MODE_LATENCY ? held : pace < held ? held / pace * pace : pace;
}

bool buffers_open(buffers *b, const workload *load, dtype type, uint64_t seed)
{
    const distribution *d = &distributions[load->distribution];
    const size_t element = dtype_size(type), pace = workload_pace(load, type);
    const size_t block = pace < DRAWN ? pace : DRAWN;
    *b = (buffers){.element = element, .streaming = 2 * pace * element > cache_last_level()};
    b->walk = b->streaming ? pace : walk_length(load, pace, element);
    b->x_count = b->walk + (b->streaming ? SLACK : DRAWN);
    b->y_count = b->walk + 2 * SLACK;
    b->step = d->sorted ? block : CACHE_LINE / element;
    b->x = allocate(b->x_count * element);
    b->y = allocate(b->y_count * element);
    b->random = gsl_rng_alloc(gsl_rng_mt19937);
    if (b->x == NULL || b->y == NULL || b->random == NULL) {
        buffers_close(b);
        return false;
    }
    gsl_rng_set(b->random, (unsigned long)seed);
    b->shift = draw_start(b, SLACK, CACHE_LINE / element);
    fill(b, d, type, seed, block, load->magnitudes);
    return true;
}

void buffers_close(buffers *b)
{
    free(b->x);
    free(b->y);
    if (b->random != NULL)
        gsl_rng_free(b->random);
    *b = (buffers){0};
}

/* Input from x_start on; the output is somewhere. */
static slice place(const buffers *b, size_t x_start, size_t extent)
{
    const size_t y_start = draw_start(b, b->y_count - extent, CACHE_LINE / b->element);
    return (slice){b->x + x_start * b->element, b->y + y_start * b->element};
}

static slice next_of_stream(buffers *b, size_t extent)
{
    if (b->cursor + extent > b->x_count)
        b->cursor = 0;
    const slice s = {b->x + b->cursor * b->element, b->y + (b->cursor + b->shift) * b->element};
    b->cursor += (extent + b->step - 1) / b->step * b->step;
    return s;
}

slice buffers_slice(buffers *b, size_t extent)
{
    return b->streaming ? next_of_stream(b, extent) : place(b, draw_start(b, b->x_count - extent, b->step), extent);
}

slice buffers_after(const buffers *b, slice before, size_t extent)
{
    const size_t steps = (extent + b->step - 1) / b->step;
    const size_t x_start = (size_t)(before.x - b->x) / b->element + steps * b->step;
    return place(b, x_start + extent > b->x_count ? 0 : x_start, extent);
}

void buffers_warm(const buffers *b, slice s, size_t x_extent, size_t y_extent)
{
    if (b->streaming)
        return;
    volatile char *y = s.y;
    const volatile char *x = s.x;
    for (size_t at = 0; at < x_extent * b->element; at += CACHE_LINE)
        (void)x[at];
    for (size_t at = 0; at < y_extent * b->element; at += CACHE_LINE)
        y[at] = 0;
    __sync_synchronize(); /* until the last line to be written has come */
}

void caches_flush(char *area, size_t bytes)
{
    volatile char *walk = area;
    for (size_t at = 0; at < bytes; at += CACHE_LINE)
        walk[at] = 1;
}
