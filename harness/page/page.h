/* One self-contained page about a stored run: pictures, tables, claims and the facts of the run. */
#ifndef ACTBENCH_PAGE_H
#define ACTBENCH_PAGE_H

#include "page/run_files.h"

/* Writes DIR/index.html from the files, compared with those of an earlier run where `against` is not NULL. The page
 * needs no network, no other file and, to be read, no script; the same rows give the same bytes. Returns a status. */
int page_write(const run_files *files, const run_files *against, const char *dir);

/* Writes the pictures of the files' topics into `pictures`, each as an SVG file of its own. Returns a status. */
int page_write_pictures(const run_files *files, const char *pictures);

/* Pictures become tables alone where the page would grow beyond so many bytes. */
enum { PAGE_BYTES_MAX = 4000000 };

#endif
