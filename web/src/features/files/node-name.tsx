import { Button, Link } from 'react-aria-components';
import type { FileActions } from './actions/use-file-actions';
import type { Node } from './nodes';

/** A folder is a real link: it can be opened in a new tab or copied like any other. */
export function NodeName({ node, actions }: { node: Node; actions: FileActions }) {
  if (node.kind === 'folder') {
    return (
      <Link className="listing-link" href={`/files/${node.id}`}>
        {node.name}
      </Link>
    );
  }
  return (
    <Button className="listing-link" onPress={() => actions.open(node)}>
      {node.name}
    </Button>
  );
}
