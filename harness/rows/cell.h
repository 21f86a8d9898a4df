/* One cell of a row, to text and back. Text is locale-independent while a c_locale is in force. */
#ifndef ACTBENCH_CELL_H
#define ACTBENCH_CELL_H

#include "rows/table.h"

#include <locale.h>

enum { CELL_NUMBER_SIZE = 32 }; /* room for any number as text */

/* Puts the calling thread into the C locale; what it returns goes to c_locale_leave. */
locale_t c_locale_enter(void);
void c_locale_leave(locale_t previous);

/* The field of the row that column c describes. */
const void *cell_field(const column *c, const void *row);

/* Whether the cell is the empty one. */
bool cell_is_unmeasured(const column *c, const void *row);

/* The cell as text: the field itself for text, otherwise written into buffer. A real gets the fewest digits
 * that read back as the same double; NaN is empty, an infinity is "inf" or "-inf". */
const char *cell_text(const column *c, const void *row, char buffer[CELL_NUMBER_SIZE]);

/* Sets the field from length bytes of text. Returns NULL, or what is wrong with the text ("is not a number");
 * the field is then unchanged. */
const char *cell_parse(const column *c, void *row, const char *text, size_t length);

#endif
