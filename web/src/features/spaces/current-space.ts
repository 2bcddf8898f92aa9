import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { nodeQuery } from '../files/nodes';

/** The space that the page at hand belongs to, known from its address. */
export function useCurrentSpace(): string | undefined {
  const { nodeId, spaceId } = useParams({ strict: false });
  const { data: node } = useQuery({ ...nodeQuery(nodeId ?? ''), enabled: nodeId !== undefined });
  return spaceId ?? node?.space;
}
