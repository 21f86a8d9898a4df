/* Convolution as a product of matrices: each filter's view of the image becomes a row ("im2col"; Chellapilla, Puri and
 * Simard, IWFHR 2006). */
#ifndef ACTBENCH_CONVOLVE_H
#define ACTBENCH_CONVOLVE_H

#include "training/network.h"

/* Where the k-th line of pixels of a position's view begins in the image. */
static inline size_t line_of_view(const window *w, size_t position, size_t k)
{
    const size_t top = position / w->across * STRIDE, left = position % w->across * STRIDE;
    return ((top + k) * w->side + left) * w->channels;
}

/* Lays out what each position of n images sees. */
static inline void gather_patches(const layer *l, size_t n, const real *images)
{
    const window *w = &l->window;
    const size_t line = KERNEL * w->channels;
    real *patch = l->patches;
    for (size_t i = 0; i < n; i++, images += w->side * w->side * w->channels)
        for (size_t p = 0; p < l->positions; p++)
            for (size_t k = 0; k < KERNEL; k++, patch += line)
                memcpy(patch, images + line_of_view(w, p, k), line * sizeof *patch);
}

/* Adds up what the positions of n images have for each pixel. */
static inline void scatter_patches(const layer *l, size_t n, real *images)
{
    const window *w = &l->window;
    const size_t line = KERNEL * w->channels, size = w->side * w->side * w->channels;
    const real *patch = l->patches;
    memset(images, 0, n * size * sizeof *images);
    for (size_t i = 0; i < n; i++, images += size)
        for (size_t p = 0; p < l->positions; p++)
            for (size_t k = 0; k < KERNEL; k++, patch += line) {
                real *to = images + line_of_view(w, p, k);
                for (size_t j = 0; j < line; j++)
                    to[j] += patch[j];
            }
}

#endif
