#pragma once
// Expat and not FoundationXML: it reads in parts of any size, says which namespace a name belongs to,
// and tells of a DOCTYPE before an entity of it is expanded, so that the reader can refuse it there.
// FoundationXML stands on libxml2, cannot turn internal entities off and makes a dictionary of every
// element's attributes, which costs more than all the rest of reading a large sheet.
#include <expat.h>
