/* What is and is not UTF-8 (RFC 3629). */
#ifndef ACTBENCH_UTF8_H
#define ACTBENCH_UTF8_H

#include <stddef.h>

/* The length in bytes of the longest start of text that is whole, valid UTF-8; length if all of it is. */
size_t utf8_valid_length(const char *text, size_t length);

#endif
