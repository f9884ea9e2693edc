import { Navigate } from '@tanstack/react-router';

/** An address the studio does not know leads to today. */
export function BackToToday() {
  return <Navigate to="/studio" replace />;
}
