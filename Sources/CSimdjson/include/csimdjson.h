#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// simdjson is C++ and hands out C++ objects; Swift gets the same document as one flat array of nodes in
// reading order. Containers are followed by their children; an object's children alternate key, value.

enum csimdjson_kind {
    CSIMDJSON_NULL = 0,
    CSIMDJSON_FALSE = 1,
    CSIMDJSON_TRUE = 2,
    CSIMDJSON_INTEGER = 3,
    CSIMDJSON_DOUBLE = 4,
    CSIMDJSON_STRING = 5,
    CSIMDJSON_ARRAY = 6,
    CSIMDJSON_OBJECT = 7
};

enum csimdjson_error {
    CSIMDJSON_OK = 0,
    CSIMDJSON_NOT_JSON = 1,
    CSIMDJSON_TOO_DEEP = 2,
    CSIMDJSON_NUMBER_RANGE = 3,
    CSIMDJSON_BAD_TEXT = 4,
    CSIMDJSON_TOO_LARGE = 5,
    CSIMDJSON_NO_MEMORY = 6
};

typedef struct {
    const char *text;  // of a string or key: UTF-8, not terminated
    int64_t integer;   // of an integer, or the number of children of a container
    double real;       // of a double
    uint32_t length;   // of text, in bytes
    uint8_t kind;
} csimdjson_node;

// Each thread has one parser, kept from call to call: making one costs more than most documents.
// The nodes belong to it and live until the thread's next call.
int csimdjson_parse(const uint8_t *bytes, size_t count, size_t max_bytes, size_t max_depth,
                    const csimdjson_node **nodes, size_t *node_count);

#ifdef __cplusplus
}
#endif
