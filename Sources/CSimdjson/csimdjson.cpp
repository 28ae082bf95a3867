#include "csimdjson.h"

#include <limits>
#include <new>
#include <simdjson.h>
#include <vector>

using namespace simdjson;

struct csimdjson_parser {
    dom::parser parser;
    std::vector<csimdjson_node> nodes;
    size_t max_bytes;
    explicit csimdjson_parser(size_t limit) : parser(limit), max_bytes(limit) {}
};

namespace {

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

// Recursion is bounded by the parser's own depth limit.
int append(dom::element element, std::vector<csimdjson_node> &out)
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
        size_t place = out.size();
        out.push_back(blank(CSIMDJSON_ARRAY));
        int64_t children = 0;
        for (dom::element child : dom::array(element)) {
            int code = append(child, out);
            if (code != CSIMDJSON_OK) { return code; }
            children++;
        }
        out[place].integer = children;
        return CSIMDJSON_OK;
    }
    case dom::element_type::OBJECT: {
        size_t place = out.size();
        out.push_back(blank(CSIMDJSON_OBJECT));
        int64_t children = 0;
        for (dom::key_value_pair field : dom::object(element)) {
            out.push_back(text(field.key));
            int code = append(field.value, out);
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

extern "C" csimdjson_parser *csimdjson_make(size_t max_bytes)
{
    return new (std::nothrow) csimdjson_parser(max_bytes);
}

extern "C" void csimdjson_free(csimdjson_parser *parser) { delete parser; }

// No C++ exception may reach Swift: the only source left is the node array's growth.
extern "C" int csimdjson_parse(csimdjson_parser *parser, const uint8_t *bytes, size_t count,
                               size_t max_depth, const csimdjson_node **nodes, size_t *node_count)
{
    try {
        if (count > parser->max_bytes) { return CSIMDJSON_TOO_LARGE; }
        if (parser->parser.max_depth() != max_depth || parser->parser.capacity() < count) {
            error_code grown = parser->parser.allocate(count < 1024 ? 1024 : count, max_depth);
            if (grown) { return translate(grown); }
        }
        dom::element root;
        error_code failed = parser->parser.parse(bytes, count, true).get(root);
        if (failed) { return translate(failed); }
        parser->nodes.clear();
        int code = append(root, parser->nodes);
        *nodes = parser->nodes.data();
        *node_count = parser->nodes.size();
        return code;
    } catch (...) {
        return CSIMDJSON_NO_MEMORY;
    }
}
