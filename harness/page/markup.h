/* Text on its way into HTML or SVG. */
#ifndef ACTBENCH_MARKUP_H
#define ACTBENCH_MARKUP_H

#include <stdio.h>

/* Prints the text with <, >, &, " and ' as entities: safe as content and within a quoted attribute. */
void markup_text(const char *text, FILE *to);

/* The text between two pieces of markup, which are printed as they are. */
void markup_between(const char *before, const char *text, const char *after, FILE *to);

/* As markup_text, with the text as printf makes it. */
void markup_textf(FILE *to, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The text as an identifier for ids and links: letters, digits and '-' stay, anything else becomes '-'. */
void markup_identifier(const char *text, FILE *to);

#endif
