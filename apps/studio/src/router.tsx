import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router';
import { BackToToday } from './pages/back-to-today.js';
import type { CaseloadFilters } from './pages/caseload.js';
import { Shell } from './shell.js';

const root = createRootRoute({ component: Outlet, notFoundComponent: BackToToday });
const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Shell });

const today = createRoute({
  getParentRoute: () => shell,
  path: '/studio',
  component: lazyRouteComponent(() => import('./pages/today.js'), 'TodayPage'),
});
const caseload = createRoute({
  getParentRoute: () => shell,
  path: '/studio/caseload',
  validateSearch: (search: Record<string, unknown>): CaseloadFilters => ({
    ...(typeof search['q'] === 'string' && { q: search['q'] }),
    ...(typeof search['status'] === 'string' && { status: search['status'] as CaseloadFilters['status'] }),
  }),
  component: lazyRouteComponent(() => import('./pages/caseload.js'), 'CaseloadPage'),
});
const aCase = createRoute({
  getParentRoute: () => shell,
  path: '/studio/cases/$id',
  component: lazyRouteComponent(() => import('./pages/case.js'), 'CasePage'),
});
const appointment = createRoute({
  getParentRoute: () => shell,
  path: '/studio/appointments/$id',
  component: lazyRouteComponent(() => import('./pages/appointment.js'), 'AppointmentPage'),
});
const invitation = createRoute({
  getParentRoute: () => root,
  path: '/studio/invitation/$token',
  component: lazyRouteComponent(() => import('./pages/choose-password.js'), 'InvitationPage'),
});
const reset = createRoute({
  getParentRoute: () => root,
  path: '/studio/reset/$token',
  component: lazyRouteComponent(() => import('./pages/choose-password.js'), 'ResetPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([shell.addChildren([today, caseload, aCase, appointment]), invitation, reset]),
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
