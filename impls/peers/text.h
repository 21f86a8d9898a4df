#ifndef ACTBENCH_PEERS_TEXT_H
#define ACTBENCH_PEERS_TEXT_H

/* A macro's value as a text, for the versions of libraries. */
#define PEER_TEXT(x)  PEER_TEXT_(x)
#define PEER_TEXT_(x) #x

#endif
