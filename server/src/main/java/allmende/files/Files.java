package allmende.files;

/// What the capability offers to its edges.
public record Files(
    Tree tree,
    Browse browse,
    Uploads uploads,
    Locks locks,
    Properties properties,
    Search search,
    Trash trash,
    Versions versions,
    Links links,
    Arrange arrange) {}
