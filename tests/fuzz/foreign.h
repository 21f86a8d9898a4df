/* Files that others write: images, and what `judge` is given. Each is written into a folder as it should be, and taken
 * from there by its reader, which returns a status. */
#ifndef ACTBENCH_FOREIGN_H
#define ACTBENCH_FOREIGN_H

/* digits.csv.gz, and text, which is packed before it is read. */
void foreign_plant_digits(const char *dir);
int foreign_read_digits(const char *dir);
int foreign_read_digits_text(const char *dir);

/* images and labels: Fashion-MNIST's in the IDX format, packed before they are read. */
void foreign_plant_images(const char *dir);
int foreign_read_images(const char *dir);
void foreign_plant_labels(const char *dir);
int foreign_read_labels(const char *dir);

/* y.npy: the results of an implementation. */
void foreign_plant_results(const char *dir);
int foreign_read_results(const char *dir);

/* f.c and f.f90: source files, whose functions are looked for. */
void foreign_plant_sources(const char *dir);
int foreign_read_c(const char *dir);
int foreign_read_fortran(const char *dir);

#endif
