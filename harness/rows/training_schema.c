#include "rows/rows.h"

#define TEXT(field)  COLUMN(training_row, field, CELL_TEXT)
#define COUNT(field) COLUMN(training_row, field, CELL_COUNT)
#define REAL(field)  COLUMN(training_row, field, CELL_REAL)

static const column training_columns[] = {
    TEXT(run_id),         TEXT(experiment),      TEXT(data),          COUNT(samples),       TEXT(activation),
    TEXT(kernel),         TEXT(gradient_kernel), TEXT(dtype),         TEXT(init),           COUNT(depth),
    COUNT(width),         COUNT(batch),          REAL(rate),          TEXT(decay),          REAL(momentum),
    REAL(weight_decay),   REAL(alpha_start),     COUNT(seed),         TEXT(status),         COUNT(steps),
    COUNT(epoch),         COUNT(layer),          REAL(train_loss),    REAL(train_accuracy), REAL(test_loss),
    REAL(test_accuracy),  REAL(loss_target),     REAL(steps_to_loss), REAL(dead_share),     REAL(zero_share),
    REAL(negative_share), REAL(recovered_share), REAL(gradient_norm), REAL(delta_norm),     REAL(mean_activation),
    REAL(activation_sd),  REAL(alpha),           REAL(epoch_seconds), REAL(forward_share),  REAL(gradient_share),
};

const schema training_schema = {
    .file = "training.csv",
    .row_size = sizeof(training_row),
    .column_count = sizeof training_columns / sizeof training_columns[0],
    .columns = training_columns,
};
