/* JSON (RFC 8259), as far as the reports need it. */
#ifndef ACTBENCH_JSON_H
#define ACTBENCH_JSON_H

#include <stdio.h>

/* Writes text as a string, quotes included. */
void json_put_string(const char *text, FILE *out);

#endif
