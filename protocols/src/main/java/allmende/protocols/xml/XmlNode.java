package allmende.protocols.xml;

/// What an element can hold: other elements and runs of text, in document order.
public sealed interface XmlNode permits XmlElement, XmlText {}
