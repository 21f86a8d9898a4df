#include "rows/rows.h"

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

#define TEXT(field)  COLUMN(ROW, field, CELL_TEXT)
#define COUNT(field) COLUMN(ROW, field, CELL_COUNT)
#define REAL(field)  COLUMN(ROW, field, CELL_REAL)

#define ROW identity_row
static const column identity_columns[] = {
    TEXT(run_id), TEXT(claim), TEXT(quantity),  TEXT(statement), TEXT(params), TEXT(method), COUNT(n),  TEXT(x),
    TEXT(x_bits), REAL(value), TEXT(value_hex), TEXT(relation),  REAL(bound),  TEXT(holds),  TEXT(key),
};
#undef ROW

#define ROW claim_row
static const column claim_columns[] = {
    TEXT(run_id), TEXT(id),         TEXT(kind),        TEXT(claim), TEXT(verdict),  TEXT(regime),
    REAL(effect), REAL(effect_low), REAL(effect_high), TEXT(unit),  TEXT(evidence), TEXT(note),
};
#undef ROW

const schema identity_schema = {
    .file = "identity.csv",
    .row_size = sizeof(identity_row),
    .column_count = COUNT_OF(identity_columns),
    .columns = identity_columns,
};

const schema claim_schema = {
    .file = "claims.csv",
    .row_size = sizeof(claim_row),
    .column_count = COUNT_OF(claim_columns),
    .columns = claim_columns,
};
