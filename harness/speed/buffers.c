#include "speed/buffers.h"
#include "speed/distribution.h"

#include <stdlib.h>
#include <string.h>

enum {
    LINE = 64,       /* bytes of a cache line */
    DRAWN = 1 << 18, /* values drawn; a longer array repeats them: no predictor learns so many */
    SLACK = 1 << 12, /* spare elements: input and output begin at varying distances */
};

static void *allocate(size_t bytes)
{
    return aligned_alloc(LINE, (bytes + LINE - 1) / LINE * LINE);
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

bool buffers_open(buffers *b, const workload *load, dtype type, uint64_t seed)
{
    const distribution *d = &distributions[load->distribution];
    const size_t n = load->n, element = dtype_size(type);
    const size_t block = n < DRAWN ? n : DRAWN;
    *b = (buffers){.element = element, .streaming = 2 * n * element > cache_last_level()};
    b->x_count = n + (b->streaming ? SLACK : DRAWN);
    b->y_count = n + 2 * SLACK;
    b->step = d->sorted ? block : LINE / element;
    b->x = allocate(b->x_count * element);
    b->y = allocate(b->y_count * element);
    b->random = gsl_rng_alloc(gsl_rng_mt19937);
    if (b->x == NULL || b->y == NULL || b->random == NULL) {
        buffers_close(b);
        return false;
    }
    gsl_rng_set(b->random, (unsigned long)seed);
    b->shift = draw_start(b, SLACK, LINE / element);
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

slice buffers_slice(buffers *b, size_t extent)
{
    const size_t line = LINE / b->element;
    size_t x_start, y_start;
    if (b->streaming) {
        if (b->cursor + extent > b->x_count)
            b->cursor = 0;
        x_start = b->cursor;
        y_start = x_start + b->shift;
        b->cursor += (extent + b->step - 1) / b->step * b->step;
    } else {
        x_start = draw_start(b, b->x_count - extent, b->step);
        y_start = draw_start(b, b->y_count - extent, line);
    }
    return (slice){b->x + x_start * b->element, b->y + y_start * b->element};
}

void buffers_warm(const buffers *b, slice s, size_t extent)
{
    if (b->streaming)
        return;
    volatile char *y = s.y;
    const volatile char *x = s.x;
    for (size_t at = 0; at < extent * b->element; at += LINE) {
        (void)x[at];
        y[at] = 0;
    }
}

void caches_flush(char *area, size_t bytes)
{
    volatile char *walk = area;
    for (size_t at = 0; at < bytes; at += LINE)
        walk[at] = 1;
}
