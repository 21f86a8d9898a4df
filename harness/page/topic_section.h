/* The section of one topic: its pictures, and a table of everybody. */
#ifndef ACTBENCH_TOPIC_SECTION_H
#define ACTBENCH_TOPIC_SECTION_H

#include "page/pictures.h"

enum { TOPIC_PICTURES = 8 };

typedef struct topic_section {
    const topic *topic;
    picture pictures[TOPIC_PICTURES];
    bool drawn[TOPIC_PICTURES];
    bool bare; /* its pictures are left out */
} topic_section;

void topic_section_draw(topic_section *s, drawing *d, const run_files *files, const topic *t);

/* What its pictures take in the page; they are written to `sink`. */
size_t topic_section_picture_bytes(const topic_section *s, const drawing *d, FILE *sink);

void topic_section_write(const topic_section *s, const drawing *d, FILE *to);

/* Writes its pictures into DIR, each as a file of its own that is called ID-KIND.svg. Returns a status. */
int topic_section_save(const topic_section *s, const drawing *d, const char *dir);

/* The section's id, as links have it. */
void topic_section_id(const topic *t, FILE *to);

#endif
