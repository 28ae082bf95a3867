#include "csimdjson.h"

#include <memory>
#include <simdjson.h>
#include <vector>

using namespace simdjson;

namespace {

struct thread_parser {
    dom::parser parser;
    std::vector<csimdjson_node> nodes;
};

// One large document must not hold its memory for the rest of the thread's life.
constexpr size_t kept_bytes = 1 << 20;

// Callers ask for less; changing simdjson's own limit would make it allocate anew.
constexpr size_t deepest = 128;

thread_parser &this_threads_parser(size_t count)
{
    static thread_local std::unique_ptr<thread_parser> held;
    if (!held || (held->parser.capacity() > kept_bytes && count <= kept_bytes)) {
        held = std::make_unique<thread_parser>();
    }
    return *held;
}

int translate(error_code code)
{
    switch (code) {
    case SUCCESS: return CSIMDJSON_OK;
    case DEPTH_ERROR: return CSIMDJSON_TOO_DEEP;
    case NUMBER_ERROR:
    case NUMBER_OUT_OF_RANGE: return CSIMDJSON_NUMBER_RANGE;
    case UTF8_ERROR:
    case STRING_ERROR:
    case UNESCAPED_CHARS: return CSIMDJSON_BAD_TEXT;
    case CAPACITY: return CSIMDJSON_TOO_LARGE;
    case MEMALLOC: return CSIMDJSON_NO_MEMORY;
    default: return CSIMDJSON_NOT_JSON;
    }
}

csimdjson_node blank(uint8_t kind)
{
    csimdjson_node node = {};
    node.kind = kind;
    return node;
}

csimdjson_node text(std::string_view view)
{
    csimdjson_node node = blank(CSIMDJSON_STRING);
    node.text = view.data();
    node.length = static_cast<uint32_t>(view.size());
    return node;
}

// `room` is how many containers may yet be opened inside one another, which also bounds the recursion.
int append(dom::element element, size_t room, std::vector<csimdjson_node> &out)
{
    switch (element.type()) {
    case dom::element_type::NULL_VALUE: out.push_back(blank(CSIMDJSON_NULL)); return CSIMDJSON_OK;
    case dom::element_type::BOOL: {
        bool value = false;
        if (element.get(value)) { return CSIMDJSON_NOT_JSON; }
        out.push_back(blank(value ? CSIMDJSON_TRUE : CSIMDJSON_FALSE));
        return CSIMDJSON_OK;
    }
    case dom::element_type::INT64: {
        csimdjson_node node = blank(CSIMDJSON_INTEGER);
        if (element.get(node.integer)) { return CSIMDJSON_NUMBER_RANGE; }
        out.push_back(node);
        return CSIMDJSON_OK;
    }
    case dom::element_type::UINT64: return CSIMDJSON_NUMBER_RANGE;  // only above the signed range
    case dom::element_type::DOUBLE: {
        csimdjson_node node = blank(CSIMDJSON_DOUBLE);
        if (element.get(node.real)) { return CSIMDJSON_NUMBER_RANGE; }
        out.push_back(node);
        return CSIMDJSON_OK;
    }
    case dom::element_type::STRING: {
        std::string_view view;
        if (element.get(view)) { return CSIMDJSON_BAD_TEXT; }
        out.push_back(text(view));
        return CSIMDJSON_OK;
    }
    case dom::element_type::ARRAY: {
        if (room == 0) { return CSIMDJSON_TOO_DEEP; }
        size_t place = out.size();
        out.push_back(blank(CSIMDJSON_ARRAY));
        int64_t children = 0;
        for (dom::element child : dom::array(element)) {
            int code = append(child, room - 1, out);
            if (code != CSIMDJSON_OK) { return code; }
            children++;
        }
        out[place].integer = children;
        return CSIMDJSON_OK;
    }
    case dom::element_type::OBJECT: {
        if (room == 0) { return CSIMDJSON_TOO_DEEP; }
        size_t place = out.size();
        out.push_back(blank(CSIMDJSON_OBJECT));
        int64_t children = 0;
        for (dom::key_value_pair field : dom::object(element)) {
            out.push_back(text(field.key));
            int code = append(field.value, room - 1, out);
            if (code != CSIMDJSON_OK) { return code; }
            children++;
        }
        out[place].integer = children;
        return CSIMDJSON_OK;
    }
    }
    return CSIMDJSON_NOT_JSON;
}

}  // namespace

// No C++ exception may reach Swift: the only source is memory running out.
extern "C" int csimdjson_parse(const uint8_t *bytes, size_t count, size_t max_bytes,
                               size_t max_depth, const csimdjson_node **nodes, size_t *node_count)
{
    try {
        if (count > max_bytes) { return CSIMDJSON_TOO_LARGE; }
        thread_parser &held = this_threads_parser(count);
        if (held.parser.capacity() < count) {
            error_code grown = held.parser.allocate(count < 4096 ? 4096 : count, deepest);
            if (grown) { return translate(grown); }
        }
        dom::element root;
        error_code failed = held.parser.parse(bytes, count, true).get(root);
        if (failed) { return translate(failed); }
        held.nodes.clear();
        int code = append(root, max_depth, held.nodes);
        *nodes = held.nodes.data();
        *node_count = held.nodes.size();
        return code;
    } catch (...) {
        return CSIMDJSON_NO_MEMORY;
    }
}
