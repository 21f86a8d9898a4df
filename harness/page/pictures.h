/* The pictures of one topic: each writes its commands into a drawing and returns whether there was anything to draw. */
#ifndef ACTBENCH_PICTURES_H
#define ACTBENCH_PICTURES_H

#include "page/drawing.h"
#include "page/topics.h"

/* What a page says beside a picture. */
typedef struct picture {
    size_t number; /* of the figure in the drawing */
    char label[TEXT_LONG], caption[TEXT_LONG * 4];
} picture;

typedef bool topic_picture(drawing *d, const run_files *files, const topic *t, picture *made);

/* Largest error against time, with intervals, the Pareto front and memcpy's time. */
topic_picture pareto_picture;
/* Largest and mean error in each binade of x, over the floats in order. */
topic_picture error_curve_picture;
/* Which share of all inputs has an error above so many ulps. */
topic_picture error_share_picture;
/* The same of named contenders, `count` of them, each with bins. */
bool error_curve_draw(drawing *d, const run_files *files, const topic *t, const participant *const *chosen,
                      size_t count, picture *made);
bool contender_has_bins(const participant *c);
/* Which share of the results is so many floats above or below the nearest one. */
topic_picture offset_picture;
/* The function and its slope, and who visibly leaves them. Forward in f32 alone. */
topic_picture function_picture;
/* Times near 0, where it bends, where it saturates, at subnormal numbers, and of one call. */
topic_picture region_picture;
/* Ratio of each time to the baseline's, with intervals and the noise floor. */
topic_picture ratio_picture;
/* Time an element against the array's size. */
topic_picture size_picture;

/* Errors are drawn between these ends; gnuplot 5.4 ends by a signal where labels lie far outside its axes. */
#define PICTURE_LEAST_ULP 1e-3
#define PICTURE_MOST_ULP  1e12

/* Sets an axis to a logarithmic scale; the page's script learns of it by log_axes (see drawing.c). */
#define PICTURE_LOG(axis) "set logscale " axis "\nlog_axes = (exists('log_axes') ? log_axes : '') . '" axis "'\n"

/* Where the names of a picture's lines stand, for `set key`. */
#define PICTURE_KEY "outside right top Left reverse noenhanced"

/* The error as it is drawn. */
double picture_ulp(double ulp);

/* 2 to that power, as text with a raised exponent. */
void picture_power_of_two(FILE *to, long exponent);

/* 'text' for gnuplot: quotes doubled, control characters gone, at most `most` bytes of it. */
void picture_quote(FILE *to, const char *text, size_t most);

/* Those who are drawn where lines would be too many: at most `most`, some of each origin, those on the front first. */
size_t picture_choose(const topic *t, bool (*has)(const participant *c), const participant **chosen, size_t most);

#endif
