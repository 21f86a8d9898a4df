/* The pictures behind the training claims, as data: which experiment, what against what. */
#ifndef ACTBENCH_TRAINING_PICTURES_H
#define ACTBENCH_TRAINING_PICTURES_H

#include "page/pictures.h"

typedef struct training_picture {
    const char *claims; /* ids that it stands for, blanks between */
    const char *experiment;
    const char *x, *y; /* columns of training.csv, both numbers */
    long layer;        /* 0: the whole network */
    bool log_x, log_y;
    const char *title, *x_title, *y_title, *caption;
} training_picture;

extern const training_picture training_pictures[];
extern const size_t training_picture_count;

/* Draws one: a line an activation and initialisation, the mean over its runs at each x. Returns whether rows are
 * there. */
bool training_picture_draw(drawing *d, const table *training, const training_picture *what, picture *made);

/* Draws which share of an epoch each pair of kernels takes. Returns whether rows of the experiment `cost` are there. */
bool cost_picture_draw(drawing *d, const table *training, picture *made);

#endif
