import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { endSession } from '../features/identity/session';
import { newQueryClient } from './queries';
import { newRouter } from './router';

const client = newQueryClient(() => endSession(client));
const router = newRouter(client);

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

export function App() {
  return (
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  );
}
