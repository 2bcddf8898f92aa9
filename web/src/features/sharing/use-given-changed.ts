import { useQueryClient } from '@tanstack/react-query';
import type { Node } from '../files/nodes';

/** To be called when something is shared otherwise than before. */
export function useGivenChanged(): (node: Node) => void {
  const client = useQueryClient();
  return (node) => {
    void client.invalidateQueries({ queryKey: ['given', node.id] });
    void client.invalidateQueries({ queryKey: ['shares'] });
    void client.invalidateQueries({ queryKey: ['children', node.parent] });
  };
}
